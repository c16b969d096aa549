import { Place, placeBehind } from './place.ts';

/** The last of the comments found so far that lines alone do not show: those that begin behind code, and docstrings. */
export let lastComment: Place | null = null;

/** Forgets those of another text. */
export function clearComments(): void {
  lastComment = null;
}

export function noteComment(start: i32, end: i32): void {
  lastComment = placeBehind(lastComment, start, end);
}
