// Texts cut to a length, and control and direction characters made visible, so that a picture shows what is there.
import { visible } from '@nx-air/air';

/** At most `longest` code points, the last one an ellipsis where something was cut. */
export function cut(text: string, longest: number): string {
  const points = [...visible(text.slice(0, longest * 8))];
  return points.length <= longest && text.length <= longest * 8 ? points.join('') : `${points.slice(0, longest - 1).join('')}…`;
}
