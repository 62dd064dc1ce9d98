// Colours and type of pictures, light and dark. Nothing is loaded from elsewhere.

const LIGHT = '--ground:#fbfbf9;--ink:#1d2329;--soft:#59636e;--line:#8a939c;--box:#ffffff;--rim:#c9ced3;--effect:#a24a1c;--wait:#3d52b5;--event:#1d7a46;--assign:#6a737c;--child:#7b3fa0;--end:#1d2329;--error:#b3261e;--warning:#8f5a00;--focus:#1f5fd0';
const DARK = '--ground:#14181c;--ink:#e6e9ec;--soft:#a3adb6;--line:#77828c;--box:#1d2328;--rim:#3d474f;--effect:#f0935f;--wait:#94a7ff;--event:#6fcf97;--assign:#97a1aa;--child:#cf9df0;--end:#e6e9ec;--error:#ff8a80;--warning:#f3b95f;--focus:#7db1ff';

export const PICTURE_STYLE = [
  `.plan{${LIGHT};color-scheme:light dark;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}`,
  `@media (prefers-color-scheme:dark){.plan{${DARK}}}`,
  '.plan .ground{fill:var(--ground)}',
  '.plan text{fill:var(--ink);font-size:11px}',
  '.plan .name{font-size:13px;font-weight:600}',
  '.plan .op{fill:var(--accent)}',
  '.plan .line{fill:var(--soft)}',
  '.plan .step{--accent:var(--assign);outline:none}',
  ...['effect', 'wait', 'event', 'child', 'end'].map((look) => `.plan .${look}{--accent:var(--${look})}`),
  '.plan .box{fill:var(--box);stroke:var(--rim)}',
  '.plan .wait .box{stroke-dasharray:5 3;stroke:var(--accent)}',
  '.plan .end .box{stroke:var(--ink);stroke-width:2}',
  '.plan .tab{fill:var(--accent)}',
  '.plan .end .tab{fill:none}',
  '.plan .has-error .box{stroke:var(--error);stroke-width:2.5;stroke-dasharray:none}',
  '.plan .has-warning .box{stroke:var(--warning);stroke-width:2;stroke-dasharray:none}',
  '.plan .has-error .finding{fill:var(--error)}',
  '.plan .has-warning .finding{fill:var(--warning)}',
  '.plan .step:focus-visible .box{stroke:var(--focus);stroke-width:3;stroke-dasharray:none}',
  '.plan .edge{fill:none;stroke:var(--line);stroke-width:1.4}',
  '.plan .edge.has-error{stroke:var(--error)}',
  '.plan .edge.has-warning{stroke:var(--warning)}',
  '.plan .head{fill:var(--line)}',
  '.plan .guard rect{fill:var(--ground)}',
  '.plan .guard text{fill:var(--soft);font-size:10px;text-anchor:middle}',
  '.plan .guard.has-error text{fill:var(--error)}',
  '.plan .guard.has-warning text{fill:var(--warning)}',
].join('');

export const PAGE_STYLE = [
  `:root{${LIGHT};color-scheme:light dark}`,
  `@media (prefers-color-scheme:dark){:root{${DARK}}}`,
  'body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}',
  'header,main{max-width:1800px;margin:0 auto;padding:20px 24px}',
  'header{padding-bottom:0}h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:0 0 2px;overflow-wrap:anywhere}',
  'p{margin:4px 0;color:var(--soft)}nav ul{columns:22rem;padding-left:18px;margin:12px 0}a{color:var(--focus)}',
  'section{margin:28px 0;border-top:1px solid var(--rim);padding-top:20px}',
  '.scroll{overflow:auto;border:1px solid var(--rim);border-radius:8px;margin:14px 0}',
  '.scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--focus);outline-offset:2px}',
  '.scroll svg{display:block;margin:0 auto;max-width:100%;height:auto}',
  'ul.findings{padding-left:0;list-style:none}ul.findings li{border-left:4px solid var(--warning);padding:2px 10px;margin:8px 0;overflow-wrap:anywhere}',
  'ul.findings li.error{border-color:var(--error)}code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}',
  '.legend{display:flex;flex-wrap:wrap;gap:6px 18px;padding:0;list-style:none;margin:10px 0;color:var(--soft);font-size:13px}',
  '.legend li::before{content:"";display:inline-block;width:4px;height:13px;margin-right:7px;vertical-align:-2px;background:var(--accent)}',
  ...['effect', 'wait', 'event', 'assign', 'child', 'end'].map((look) => `.legend .${look}{--accent:var(--${look})}`),
].join('');
