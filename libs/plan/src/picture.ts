// Entry `@nx-air/plan/picture`: plans as pictures. Loads the layout library, which nothing else needs.
export { renderHtml } from './picture/html.ts';
export { renderMermaid } from './picture/mermaid.ts';
export { pictureOf } from './picture/model.ts';
export type { PictureEdge, PictureFinding, PictureStep, PlanPicture, StepLook } from './picture/model.ts';
export { renderSvg } from './picture/svg.ts';
export type { SvgOptions } from './picture/svg.ts';
