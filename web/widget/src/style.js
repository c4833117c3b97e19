// The look. A shop sets --goeswith-accent and --goeswith-on-accent on goeswith-chat, or data-accent.

const LIGHT = `
--paper:#fff;--soft:#f3f5f4;--ink:#17211e;--dim:#56635e;--line:#dde3e0;--edge:#7c8a84;
--accent:var(--goeswith-accent,#0b5d4e);--on:var(--goeswith-on-accent,#fff);--link:var(--goeswith-accent,#0b5d4e);
--mine:#e3f0ec;--person:#fdf1dc;--person-ink:#5f3c00;--good:#0d6b3c;--bad:#a3261b;
--shade:0 1px 2px #0b1f1a14,0 12px 40px #0b1f1a33;color-scheme:light;`;

const DARK = `
--paper:#141a18;--soft:#1e2623;--ink:#edf2f0;--dim:#a5b3ad;--line:#323d38;--edge:#77877f;
--accent:var(--goeswith-accent-dark,#5fd3b5);--on:var(--goeswith-on-accent-dark,#04221b);
--link:var(--goeswith-accent-dark,#7be0c5);
--mine:#1d3d34;--person:#3b2d12;--person-ink:#ffdf9f;--good:#7fdba6;--bad:#ff9d92;
--shade:0 0 0 1px #2c3632,0 12px 40px #000a;color-scheme:dark;`;

const CSS = `
:host{all:initial;position:fixed;z-index:2147483000;bottom:0;right:0;${LIGHT}
font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink)}
:host([theme=dark]){${DARK}}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${DARK}}}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
[hidden]{display:none!important}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button{border:0;background:none;cursor:pointer;touch-action:manipulation}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;
stroke-linejoin:round;display:block}
a{color:var(--link);text-underline-offset:2px}

.launcher{position:fixed;bottom:calc(20px + env(safe-area-inset-bottom));right:20px;
width:58px;height:58px;border-radius:50%;background:var(--accent);color:var(--on);box-shadow:var(--shade);
display:grid;place-items:center}
.badge{position:absolute;top:-3px;right:-3px;min-width:23px;height:23px;padding:0 6px;border-radius:12px;
background:#b3261e;color:#fff;font-size:13px;font-weight:700;line-height:23px;text-align:center}

.panel{position:fixed;bottom:calc(20px + env(safe-area-inset-bottom));right:20px;width:min(400px,calc(100vw - 40px));
height:min(660px,calc(100dvh - 40px));display:flex;flex-direction:column;background:var(--paper);
border-radius:18px;box-shadow:var(--shade);overflow:hidden;animation:rise .18s ease-out}
:host([side=left]) .launcher,:host([side=left]) .panel{right:auto;left:20px}
@keyframes rise{from{opacity:0}}

.head{display:flex;align-items:center;gap:10px;padding:12px 8px 12px 16px;border-bottom:1px solid var(--line)}
.mark{flex:none;width:38px;height:38px;border-radius:12px;display:grid;place-items:center;
background:var(--accent);color:var(--on)}
.live .mark{background:var(--person);color:var(--person-ink)}
.who{flex:1;min-width:0}
h2{font-size:16px;font-weight:650;line-height:1.25}
.who p{color:var(--dim);font-size:13px}
.tool{flex:none;width:44px;height:44px;border-radius:12px;display:grid;place-items:center;color:var(--dim)}
.tool svg{stroke-width:2.3}
.tool:hover,.tool[aria-expanded=true]{background:var(--soft);color:var(--ink)}
.menu{position:absolute;top:60px;right:10px;z-index:2;min-width:230px;padding:6px;background:var(--paper);
border:1px solid var(--line);border-radius:14px;box-shadow:var(--shade)}
.menu button{display:block;width:100%;min-height:44px;padding:10px 12px;border-radius:9px;text-align:start}
.menu button:hover{background:var(--soft)}
.menu .danger{color:var(--bad)}
.menu p{padding:8px 12px}

.banner{padding:9px 16px;background:var(--soft);border-bottom:1px solid var(--line);font-size:13.5px}
.banner:empty{display:none}
.scroll{flex:1;overflow-y:auto;overscroll-behavior:contain;padding:4px 16px 16px}
.scroll:focus-visible{outline-offset:-3px}
.msg{display:flex;flex-direction:column;align-items:flex-start;margin-top:6px}
.msg.first{margin-top:16px}
.by{font-size:12.5px;color:var(--dim);margin:0 4px 4px}
.text{max-width:88%;padding:9px 13px;border-radius:4px 16px 16px;background:var(--soft);
white-space:pre-wrap;overflow-wrap:anywhere}
.customer{align-items:flex-end}
.customer .text{border-radius:16px 4px 16px 16px;background:var(--mine)}
.agent .text{background:var(--person);color:var(--person-ink)}
.agent .by{color:var(--person-ink);font-weight:600}
.system{align-items:center}
.system .text{background:none;color:var(--dim);font-size:13.5px;text-align:center;padding:2px 12px}
.state{font-size:12.5px;color:var(--dim);margin:3px 4px 0}
.refused .state{color:var(--bad)}
.refused .text{outline:1px dashed var(--bad)}
.typing{display:flex;gap:5px;width:max-content;padding:13px 14px;margin-top:10px;border-radius:4px 16px 16px;background:var(--soft)}
.typing i{width:7px;height:7px;border-radius:50%;background:var(--dim);animation:beat 1.1s infinite}
.typing i:nth-child(2){animation-delay:.16s}.typing i:nth-child(3){animation-delay:.32s}
@keyframes beat{0%,60%,100%{opacity:.3}30%{opacity:1}}

.cards{display:grid;gap:8px;width:100%;margin-top:8px;padding:0;list-style:none}
.card{display:grid;grid-template-columns:72px 1fr;gap:4px 12px;padding:10px;border:1px solid var(--line);
border-radius:14px;align-items:start}
.pic{width:72px;height:72px;border-radius:10px;object-fit:contain;display:block}
div.pic{background:var(--soft)}
a.name,.name{font-weight:600;color:var(--ink);text-decoration:none;overflow-wrap:anywhere}
a.name{display:inline-block;padding:2px 0}
a.name:hover{text-decoration:underline}
.facts{display:flex;flex-wrap:wrap;gap:0 10px;align-items:baseline}
.money{font-weight:650}
.stock{font-size:13px;color:var(--good)}.stock.no{color:var(--dim)}
.reason{font-size:14px;color:var(--dim)}
.tag{display:inline-block;font-size:12px;font-weight:600;padding:1px 8px;border-radius:99px;
border:1px solid var(--line);color:var(--dim)}
.tag.need{border-color:var(--accent);color:var(--link)}
.do{min-height:40px;padding:7px 14px;border-radius:11px;font-weight:600;border:1px solid var(--edge);background:var(--paper)}
.do:hover{background:var(--soft)}
.do.main{background:var(--accent);border-color:var(--accent);color:var(--on)}
.do.quiet{border-color:transparent;background:none;color:var(--dim);font-weight:500;padding-inline:6px}
.do[disabled]{opacity:.55;cursor:default}
.card .do{margin-top:6px;min-height:36px;padding:5px 12px;font-size:14px;justify-self:start}

.offer{width:100%;margin-top:8px;border:1.5px solid var(--accent);border-radius:14px;padding:12px}
.offer h3{font-size:14px;font-weight:650;margin-bottom:8px}
.offer .card{border:0;padding:0 0 10px}
.sum{display:grid;grid-template-columns:1fr auto;gap:2px 12px;padding:9px 0;border-top:1px solid var(--line)}
.sum dd{text-align:end}
.sum .all{font-weight:650}
.sum s{color:var(--dim)}
.row{display:flex;flex-wrap:wrap;gap:6px}
.done{font-weight:600;color:var(--dim)}
.error{color:var(--bad);font-size:13.5px;padding-top:6px}
.replies{display:flex;flex-wrap:wrap;gap:8px;margin-top:14px}
.replies button{min-height:38px;padding:7px 14px;border-radius:99px;border:1px solid var(--accent);color:var(--link);
font-weight:550;text-align:start}
.replies button:hover{background:var(--mine)}
.jump{position:absolute;bottom:84px;left:50%;transform:translateX(-50%);padding:7px 15px;border-radius:99px;
background:var(--accent);color:var(--on);font-size:14px;font-weight:600;box-shadow:var(--shade)}

form{display:flex;align-items:flex-end;gap:8px;padding:10px 12px;border-top:1px solid var(--line);
padding-bottom:calc(10px + env(safe-area-inset-bottom,0px))}
textarea{flex:1;min-width:0;resize:none;min-height:46px;max-height:132px;padding:11px 14px;border:1px solid var(--edge);
border-radius:14px;background:var(--paper);font-size:16px;line-height:1.4}
textarea::placeholder{color:var(--dim);opacity:1}
textarea:focus-visible{outline-offset:0;border-color:transparent}
.send{flex:none;width:46px;height:46px;border-radius:14px;background:var(--accent);color:var(--on);display:grid;place-items:center}
.send[aria-disabled=true]{background:var(--soft);color:var(--dim)}

@media (max-width:520px){
.panel.panel.panel{inset:0;width:auto;height:var(--tall,100dvh);bottom:auto;border-radius:0;
padding:env(safe-area-inset-top) env(safe-area-inset-right) 0 env(safe-area-inset-left)}}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){.launcher,.panel,.text,.do,.send,.jump,.badge{border:1px solid}}
`;

/** Puts the look on a shadow root without a style element, so that a strict CSP lets it through. */
export function dress(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  root.adoptedStyleSheets = [sheet];
}
