import { baseStyle } from './style-base.ts';
import { partStyle } from './style-parts.ts';
import { pictureStyle } from './style-pictures.ts';

/** Everything that the page is styled by: no element has a style of its own, for the policy refuses those. */
export const style = `${baseStyle}${partStyle}${pictureStyle}`;

/** SHA-256 of the style; a test holds it against the text. */
export const styleHash = 'sha256-Bd90o3w3akB5YMArEnfL9TaN4Eh7aW7+fDLcMQdVP2Y=';
