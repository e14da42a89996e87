/** Colours, light and dark, and how text, tables and links look. Every text has a contrast of at least 4.5 to its ground. */
export const baseStyle = `:root{color-scheme:light dark;
--bg:#f6f6f4;--card:#fff;--ink:#1c2026;--dim:#59626d;--line:#dfe2e6;--soft:#f1f2f4;--link:#1b54b8;--focus:#1b54b8;
--crit:#9f1239;--crit-t:#fff;--high:#fbe0d2;--high-t:#8a3208;--med:#f5ebc6;--med-t:#634a00;--low:#e0e9f4;--low-t:#2b4a71;--warn:#8a5a00;
--good:#1f7a4d;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{
--bg:#101316;--card:#181c20;--ink:#e5e8eb;--dim:#9ba5b0;--line:#2c3238;--soft:#20252a;--link:#8ab4ff;--focus:#8ab4ff;
--crit:#d23a61;--crit-t:#fff;--high:#4a2716;--high-t:#ffb38f;--med:#40350f;--med-t:#f0d27a;--low:#1e2f45;--low-t:#a9cbf5;--warn:#e7b75a;
--good:#5fce97;--bad:#ff8a80}}
*{box-sizing:border-box}
html{scroll-padding-top:4rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,header.top,footer{max-width:1180px;margin:0 auto;padding:0 28px}
h1,h2,h3,h4,h5{line-height:1.25;margin:0;font-weight:650;letter-spacing:-.011em}
h1{font-size:26px}
h2{font-size:21px;margin-bottom:14px}
h3{font-size:18px;margin-bottom:6px}
h4{font-size:14px;margin:22px 0 8px}
h5{font-size:13px;margin:14px 0 2px}
h3 small,h4 code{color:var(--dim);font-weight:400;font-size:13px;margin-left:6px}
p{margin:0 0 10px;max-width:78ch}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
code,pre,kbd{font:12.5px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
code{overflow-wrap:anywhere;unicode-bidi:isolate}
pre{margin:0;padding:12px 14px;background:var(--soft);border-radius:6px;white-space:pre-wrap;overflow-wrap:anywhere;max-height:24em;overflow:auto}
kbd{padding:1px 6px;border:1px solid var(--line);border-bottom-width:2px;border-radius:4px;background:var(--card)}
small,.dim,.note,.sub,.lead{color:var(--dim)}
.note,.lead{font-size:13.5px}
section{margin:0 0 56px}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-9999px;top:8px;background:var(--card);padding:8px 14px;z-index:9}
.skip:focus{left:12px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
[hidden]{display:none!important}
button{font:inherit;font-size:13.5px;color:var(--link);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:3px 12px;cursor:pointer}
button:hover{border-color:var(--link)}
header.top{padding-top:36px;margin-bottom:36px}
.brand{font-size:13px;font-weight:650;letter-spacing:.08em;text-transform:uppercase;color:var(--dim);margin-bottom:4px}
.sub{margin-top:6px}
.sub b{color:var(--ink);font-weight:600}
nav{display:flex;flex-wrap:wrap;gap:4px 22px;margin-top:20px;padding:10px 0;border-top:1px solid var(--line);border-bottom:1px solid var(--line);font-size:14px}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
nav button{margin-left:auto}
footer{padding-top:18px;padding-bottom:40px;border-top:1px solid var(--line);color:var(--dim);font-size:13px}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:13.5px;width:100%}
th,td{text-align:left;vertical-align:top;padding:7px 12px 7px 0;border-bottom:1px solid var(--line)}
thead th{font-weight:600;font-size:12.5px;color:var(--dim);white-space:nowrap;vertical-align:bottom}
tbody th{font-weight:500}
tbody tr:last-child>*{border-bottom:0}
th small{display:block;font-weight:400}
.n{text-align:right;padding-right:0;padding-left:14px}
td.zero{color:var(--dim)}
ul{margin:0;padding-left:18px}
dl{margin:0}
dt{color:var(--dim);font-size:12.5px}
dd{margin:0}
dialog{border:1px solid var(--line);border-radius:10px;background:var(--card);color:var(--ink);padding:24px 28px}
dialog::backdrop{background:rgb(0 0 0/.4)}
dialog dl{display:grid;grid-template-columns:auto 1fr;gap:8px 18px;margin-bottom:18px}
dialog dd{font-size:14px}
`;
