/** Powers by colour, the pictures made of them, small screens and paper. */
export const pictureStyle = `.p0{--c:#cdd2d8;--t:#1c2026}.p1{--c:#dde7f1;--t:#1c2026}.p2{--c:#b9d0e7;--t:#1c2026}.p3{--c:#f5dca6;--t:#1c2026}
.p4{--c:#efb77f;--t:#1c2026}.p5{--c:#e08a68;--t:#1c2026}.p6{--c:#9f1239;--t:#fff}.pu{--c:#d7d9dc;--t:#1c2026}
.links .p1,.nodes .p1{--c:#9db6cf}.links .p2,.nodes .p2{--c:#7fa6cc}
@media(prefers-color-scheme:dark){.p0{--c:#3a424b;--t:#e5e8eb}.p1{--c:#223448;--t:#dbe7f4}.p2{--c:#2d5076;--t:#e6f0fa}.p3{--c:#5f4b14;--t:#fdf0cf}
.p4{--c:#7d4a1c;--t:#ffeddc}.p5{--c:#a34c2c;--t:#fff}.p6{--c:#d23a61;--t:#fff}.pu{--c:#3d444c;--t:#e5e8eb}
.links .p1,.nodes .p1{--c:#4a6d92}.links .p2,.nodes .p2{--c:#4c81b8}.links .p3,.nodes .p3{--c:#b08f30}.links .p4,.nodes .p4{--c:#c47b38}}
svg text{fill:var(--ink);font-size:12px}
.sankey{display:block;width:100%;min-width:820px;height:auto}
.sankey .heads text{fill:var(--dim);font-weight:600}
.links path{fill:none;stroke:var(--c);opacity:.45}
.links path:hover{opacity:.95}
.nodes rect{fill:var(--c)}
.nodes text{paint-order:stroke;stroke:var(--card);stroke-width:3px;stroke-linejoin:round}
.heat{width:auto;border-collapse:separate;border-spacing:2px}
.heat th,.heat td{border:0;padding:3px 6px}
.heat tbody th{white-space:nowrap;padding-right:14px;font-weight:400;font-size:13px;max-width:300px;overflow:hidden;text-overflow:ellipsis}
.heat td{text-align:center;min-width:34px;background:var(--soft);border-radius:3px;font-weight:600;font-size:12px}
.heat td[class],.heat i,.key i{background:var(--c);color:var(--t)}
.heat td.all{text-align:left;padding-left:12px}
.heat td.all span{font-weight:400}
.heat .ns{height:120px;padding:0;vertical-align:bottom;position:relative}
.heat .ns span{display:block;writing-mode:vertical-rl;transform:rotate(180deg);margin:0 auto;padding:4px 0;max-height:150px;overflow:hidden;text-overflow:ellipsis;font-weight:500}
.heat i,.key i{font-style:normal;font-weight:600;display:inline-block;min-width:18px;text-align:center;border-radius:3px;padding:0 4px;font-size:12px}
.key{white-space:nowrap;margin-right:14px}
.path{list-style:none;display:flex;flex-wrap:wrap;gap:10px 28px;margin:10px 0 14px;padding:0}
.path li{position:relative;border:1px solid var(--line);border-radius:7px;padding:5px 12px 6px;background:var(--bg);max-width:100%;min-width:0}
.path li+li::before{content:"→";position:absolute;left:-22px;top:50%;transform:translateY(-50%);color:var(--dim)}
.path small{display:block;font-size:11.5px}
.path b{font-weight:600;font-size:13px;overflow-wrap:anywhere}
.path li[class]{border-left:5px solid var(--c)}
.history{display:block;width:100%;height:auto;margin:8px 0}
.history line{stroke:var(--dim)}
.history .came,.key .came{fill:#b0452a;background:#b0452a;color:#fff}
.history .went,.key .went{fill:#2b7550;background:#2b7550;color:#fff}
@media screen and (max-width:1000px){.tiles{grid-template-columns:repeat(4,1fr)}}
@media screen and (max-width:720px){main,header.top,footer{padding-left:16px;padding-right:16px}
header.top{padding-top:22px;margin-bottom:26px}
h1{font-size:22px}
section{margin-bottom:42px}
.tiles{gap:8px}
.tile{padding:10px}
.tile b{font-size:21px}
.tile span{font-size:11.5px}
.filters{position:static;grid-template-columns:1fr}
.selects label{flex:1 1 45%;display:grid;gap:2px}
select{max-width:100%;width:100%}
.f>summary{grid-template-columns:auto 1fr;gap:6px 10px;padding:11px 12px}
.what{grid-column:1/-1;grid-row:2}
.at{text-align:right}
.body{padding:6px 12px 18px}
.ev th{width:auto;white-space:normal}
.ev tr{display:block;padding:6px 0;border-bottom:1px solid var(--line)}
.ev th,.ev td{display:block;border:0;padding:0}
.facts,.elsewhere{grid-template-columns:1fr;gap:2px}
.facts dd,.elsewhere dd{margin-bottom:8px}
.heat tbody th{width:150px;min-width:150px;white-space:normal;overflow-wrap:anywhere}
.places th small{max-width:24ch}
.cluster{padding:16px 14px}
.path{flex-direction:column;gap:20px;align-items:flex-start}
.path li+li::before{content:"↓";left:12px;top:-21px;transform:none}}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--soft:#f6f6f6;--ink:#000;--dim:#444;--line:#ccc}
body{font-size:10.5pt}
main,header.top,footer{max-width:none;padding:0}
nav,.filters,.skip,button,.count,#without,dialog{display:none!important}
section{margin-bottom:22pt}
.tile,.path li,.f>summary,.rule,tr,.sankey,.history,h2,h3,h4{break-inside:avoid}
h2,h3,h4,.f>summary{break-after:avoid}
.texts::details-content{content-visibility:visible;height:auto;opacity:1}
.more:not(.texts):not([open]),.rule h4 code{display:none}
.scroll{overflow:visible}
.sankey{min-width:0}
pre{max-height:none;font-size:8.5pt}
.body{padding:4pt 0 10pt 82px}
.f>summary{grid-template-columns:72px 1fr auto;gap:0 10px}
.tiles{grid-template-columns:repeat(8,1fr);gap:6px}
.tile{padding:8px}
.tile b{font-size:16pt}
#list,.cluster{border:0;padding:0}
.f>summary{padding:8pt 0 4pt;background:none!important}
.sev,.num,.heat td,.heat i,.key i,.path li,rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}
a{color:inherit}}
`;
