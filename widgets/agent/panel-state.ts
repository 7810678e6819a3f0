/** The state of the panel of one conversation, and its transitions. A value without effects. */
import type { FormId } from '../../contracts/identifiers.ts'
import type { Template } from '../../contracts/template.ts'
import { type ConversationEnd, laterConversationEnd } from './forms/conversation-end.ts'

export interface PanelState {
  /** How the conversation ended for the agent, if it did. */
  readonly end: ConversationEnd
  /** The loaded templates, each in the version of its form. */
  readonly templates: ReadonlyMap<FormId, Template>
  /**
   * The last announcement for each form. It prevents repeated announcements, because the same step may be reported both by an
   * event and by a reply.
   */
  readonly announcements: ReadonlyMap<FormId, string>
  /** The forms with answers that the agent has not viewed. The desktop knows their number. */
  readonly unread: ReadonlySet<FormId>
  /** The forms whose answers the agent has viewed in this tab. */
  readonly viewed: ReadonlySet<FormId>
  /** The forms whose answers were retrieved before this panel was opened. */
  readonly retrievedBefore: ReadonlySet<FormId>
  /** True after the note about the clipboard, which is shown once. */
  readonly hasClipboardNote: boolean
}

export const initialPanelState: PanelState = {
  end: 'no',
  templates: new Map(),
  announcements: new Map(),
  unread: new Set(),
  viewed: new Set(),
  retrievedBefore: new Set(),
  hasClipboardNote: false,
}

/** A late or repeated message cannot replace an end with an earlier one, so the state may stay the same. */
export const conversationEnded = (state: PanelState, newEnd: ConversationEnd): PanelState => {
  const end = laterConversationEnd(state.end, newEnd)
  return end === state.end ? state : { ...state, end }
}

export const templateLoaded = (state: PanelState, formId: FormId, template: Template): PanelState => ({
  ...state,
  templates: new Map(state.templates).set(formId, template),
})

/** Returns the same state if this was the last announcement for the form. */
export const announced = (state: PanelState, formId: FormId, text: string): PanelState =>
  state.announcements.get(formId) === text
    ? state
    : { ...state, announcements: new Map(state.announcements).set(formId, text) }

export const unreadChanged = (state: PanelState, unread: readonly FormId[]): PanelState => ({
  ...state,
  unread: new Set(unread),
})

export const answersViewed = (state: PanelState, formId: FormId): PanelState => ({
  ...state,
  viewed: new Set([...state.viewed, formId]),
})

export const foundRetrieved = (state: PanelState, formId: FormId): PanelState => ({
  ...state,
  retrievedBefore: new Set([...state.retrievedBefore, formId]),
})

/** Returns the same state if the agent has seen the note. */
export const clipboardNoteShown = (state: PanelState): PanelState =>
  state.hasClipboardNote ? state : { ...state, hasClipboardNote: true }
