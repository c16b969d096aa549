/** Whether types may stand there. */
export let typescript: bool = false;
/** Whether `<` may begin an element (JSX). */
export let elements: bool = false;

/** Chooses what is scanned. */
export function setLanguage(isTypescript: bool, hasElements: bool): void {
  typescript = isTypescript;
  elements = hasElements;
}
