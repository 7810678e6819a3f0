/** The sentences that state how a form ended. */
import type { FormEnding } from '../../contracts/visitor-form.ts'
import type { Messages } from './messages/messages.ts'

/** How the form ended, if the visitor did not end it. Undefined if the service does not report this. */
export type Ending = Exclude<FormEnding, 'declined'> | undefined

export const endingSentence = ({ ended }: Messages, ending: Ending): string => ended[ending ?? 'unknown']

/** Returns the sentence that says what the visitor can do next. */
export const nextStepSentence = ({ ended }: Messages, ending: Ending): string =>
  ending === 'closed' ? ended.newChat : ended.askAgain

/** Joins sentences. Adds no space between Chinese or Japanese sentences. */
const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce((text, sentence) => text + (text === '' || text.endsWith('。') ? '' : ' ') + sentence, '')

/** Returns the notice that states the end above the questions, for a page that still shows the typed answers. */
export const endedNotice = (messages: Messages, ending: Ending): string =>
  joinSentences([endingSentence(messages, ending), messages.ended.kept, nextStepSentence(messages, ending)])

/** Returns the sentence that states how the form ended as a heading, without its full stop. */
export const endingHeading = (messages: Messages, ending: Ending): string =>
  endingSentence(messages, ending).replace(/[.。]$/, '')
