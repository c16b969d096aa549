/** A case of the safety matrix: a text that imports `heavy`, and what is to be said about it. */
export interface MatrixCase {
  readonly name: string;
  readonly languageId?: string;
  readonly text: string;
  readonly verdict: 'safe' | 'unsafe' | 'no';
  /** Numbers of the cases that forbid or hinder it, in order of their places. */
  readonly cases?: readonly number[];
  /** The text after the preferred fix. */
  readonly fixed?: string;
}

export const js = (name: string, text: string, rest: Omit<MatrixCase, 'name' | 'text'>): MatrixCase => ({
  name,
  text,
  languageId: 'javascript',
  ...rest,
});

export const ts = (name: string, text: string, rest: Omit<MatrixCase, 'name' | 'text'>): MatrixCase => ({
  name,
  text,
  ...rest,
});
