/** The parts of the page one by one: tiles, filters, findings, coverage, clusters, rules. */
export const partStyle = `.tiles{list-style:none;padding:0;margin:0 0 18px;display:grid;grid-template-columns:repeat(8,1fr);gap:10px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px 14px 12px;border-top:3px solid var(--line)}
.tile b{display:block;font-size:26px;line-height:1.1;font-weight:650;letter-spacing:-.02em}
.tile span{font-size:12.5px;color:var(--dim)}
.tile.critical{border-top-color:var(--crit)}
.tile.high{border-top-color:var(--high-t)}
.tile.medium{border-top-color:var(--med-t)}
.tile.low{border-top-color:var(--low-t)}
.tile.warn{border-top-color:var(--warn)}
.tile.zero b{color:var(--dim);font-weight:400}
.meaning{font-size:14.5px;margin-bottom:20px}
.places td,.places th{padding-top:8px;padding-bottom:8px}
.places{max-width:900px}
.places .n{padding-right:16px}
.places thead .n{padding-right:9px}
.sev{display:inline-block;align-self:start;min-width:66px;margin-top:2px;text-align:center;font-size:11.5px;font-weight:650;padding:2px 8px;border-radius:4px;line-height:1.5}
.critical.sev,.num.critical{background:var(--crit);color:var(--crit-t)}
.high.sev,.num.high{background:var(--high);color:var(--high-t)}
.medium.sev,.num.medium{background:var(--med);color:var(--med-t)}
.low.sev,.num.low{background:var(--low);color:var(--low-t)}
.num{display:inline-block;min-width:30px;margin-right:-7px;padding:0 7px;border-radius:4px;font-weight:600;text-align:right}
.num.quiet{font-weight:400}
.filters{position:sticky;top:0;z-index:2;background:var(--bg);padding:10px 0 12px;border-bottom:1px solid var(--line);margin-bottom:10px;display:grid;grid-template-columns:minmax(260px,1fr) auto;gap:10px 18px;align-items:center}
.search{position:relative;display:block}
.search input{width:100%;font:inherit;font-size:14px;padding:8px 40px 8px 12px;border:1px solid var(--line);border-radius:7px;background:var(--card);color:var(--ink)}
.search kbd{position:absolute;right:9px;top:8px;color:var(--dim)}
input::placeholder{color:var(--dim)}
fieldset{border:0;padding:0;margin:0}
.chips{display:flex;flex-wrap:wrap;gap:6px 14px;font-size:13.5px}
.chip{display:inline-flex;gap:5px;align-items:center;cursor:pointer}
.chip b{font-weight:400;color:var(--dim)}
.chip input{accent-color:var(--link);margin:0;width:15px;height:15px}
.selects{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:8px 18px}
.selects label{font-size:12.5px;color:var(--dim);display:inline-flex;gap:7px;align-items:center}
select{font:inherit;font-size:13px;max-width:230px;padding:4px 6px;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink)}
.count{font-size:13px;color:var(--dim);margin:0 0 8px}
#list{background:var(--card);border:1px solid var(--line);border-radius:9px;overflow:clip}
#list:empty{display:none}
.f{border-top:1px solid var(--line);scroll-margin-top:130px}
.f:first-child{border-top:0}
.f>summary{display:grid;grid-template-columns:82px 1fr auto;gap:0 14px;padding:11px 16px;cursor:pointer;list-style:none;scroll-margin-top:130px}
.f>summary::-webkit-details-marker{display:none}
.f>summary:hover{background:var(--soft)}
.f>summary:focus-visible{outline-offset:-2px;border-radius:7px}
.f[open]>summary{background:var(--soft)}
.what{min-width:0}
.what b{font-weight:600}
.what>span{display:block;color:var(--dim);font-size:13.5px;overflow-wrap:anywhere}
.at{color:var(--dim);font-size:13px;white-space:nowrap;padding-top:1px}
.tag{font-style:normal;font-size:11.5px;border:1px solid var(--line);border-radius:4px;padding:0 6px;color:var(--dim)}
.body{padding:8px 18px 22px 112px;border-top:1px solid var(--line)}
.body h4:first-child{margin-top:8px}
.why h5:first-child{margin-top:10px}
.why p{margin:0 0 4px}
.cmd{border-left:3px solid var(--link)}
.ev th{width:200px;color:var(--dim);font-size:12.5px;white-space:nowrap;font-weight:500}
.ev td{padding-right:0;min-width:0}
.facts{display:grid;grid-template-columns:90px 1fr;gap:7px 14px;margin-top:20px;font-size:13.5px}
.facts dd{min-width:0;overflow-wrap:anywhere}
.matrix td{text-align:center;padding:7px 6px}
.matrix th[scope=col]:not(:first-child){text-align:center;white-space:normal;padding:7px 6px;max-width:84px}
.matrix tbody th{white-space:nowrap}
.yes{color:var(--good)}
.no,.part{color:var(--bad);font-weight:700}
.known,.na{color:var(--dim)}
.legend{font-size:12.5px;color:var(--dim);margin:10px 0 18px;max-width:none}
.legend span:not(:first-child):not(.key){margin-left:10px}
.elsewhere{display:grid;grid-template-columns:110px 1fr;gap:8px 14px;margin:18px 0 22px}
.pill{display:inline-block;font-size:12.5px;background:var(--card);border:1px solid var(--line);border-radius:20px;padding:0 10px;margin:0 2px 4px 0;white-space:nowrap}
.pill i{font-style:normal}
.unread{font-size:13.5px;overflow-wrap:anywhere}
#coverage h3,#rules h3{font-size:15px;margin:18px 0 8px}
.cluster{background:var(--card);border:1px solid var(--line);border-radius:9px;padding:22px 24px;margin-bottom:22px;scroll-margin-top:16px}
.settings{display:flex;flex-wrap:wrap;gap:12px 34px;margin:14px 0}
.settings dd{font-size:13.5px;overflow-wrap:anywhere}
.warn{color:var(--warn);font-size:13.5px;margin:10px 0}
.warn b{font-weight:600}
.warn ul{overflow-wrap:anywhere}
.tile.warn{margin:0}
.more{margin-top:14px;font-size:13.5px}
.more>summary{cursor:pointer;color:var(--link);padding:4px 0}
.rule{padding:14px 0;border-bottom:1px solid var(--line);scroll-margin-top:16px}
.rule h4{margin:0}
.rule:target h4{color:var(--link)}
`;
