/** What the parts of the form editor share: the draft, the edited language, the open question, and the fields on the screen. */
import type { Field } from '../form/field.ts'
import type { Draft, DraftQuestion } from './draft.ts'
import type { DraftProblem } from './draft-problems.ts'

export interface EditorState {
  readonly draft: Draft
  /** The id that was typed for a form that was never saved. If it is empty, the id is generated from the title. */
  typedId: string
  /** The latest version that this page has read. 0 if the form was never saved. */
  version: number
  /** The language that is being edited. */
  locale: string
  openQuestion: DraftQuestion | undefined
  problems: readonly DraftProblem[]
}

/** A part of the editor. It draws itself again when the language or the structure of the draft changes. */
export interface EditorPart {
  readonly root: HTMLElement
  draw(): void
  /** Updates what the part shows about values that it does not edit, without drawing its fields again. */
  refresh?(): void
}

/** What a part of the editor can do to the rest of the editor. */
export interface EditorActions {
  readonly state: EditorState
  /** Adds a field that can show an error and receive the focus. */
  registerField(field: Field): Field
  /** Called after a change of the draft that the part shows itself. */
  changed(): void
  /** Called after a change that other parts show. Draws all parts again. */
  redraw(): void
  editLanguage(locale: string): void
  /** Draws all parts again and moves the focus to the first element that matches the selector. */
  redrawAndFocus(selector: string): void
  announce(text: string): void
}
