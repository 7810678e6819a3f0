/** A file of a package, and what a bundle contains instead of it. */
export interface Replacement {
  /** The path of the file below `node_modules`. */
  readonly file: string
  /** The module that replaces it. A function computes it from the text of the file. */
  readonly contents: string | ((text: string) => string)
}
