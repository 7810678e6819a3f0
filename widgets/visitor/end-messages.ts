/** The sentences about the end of a form. */
import type { FormEnding } from '../../contracts/visitor-form.ts'
import type { Messages } from './messages/messages.ts'

/** How the form ended, other than by the visitor; undefined if the service does not say. */
export type Ending = Exclude<FormEnding, 'declined'> | undefined

export const endingSentence = ({ ended }: Messages, ending: Ending): string => ended[ending ?? 'unknown']

/** What the visitor can do now. */
export const nextStepSentence = ({ ended }: Messages, ending: Ending): string =>
  ending === 'closed' ? ended.newChat : ended.askAgain

/** Chinese and Japanese have no space between sentences. */
const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce((text, sentence) => text + (text === '' || text.endsWith('。') ? '' : ' ') + sentence, '')

/** The notice above the questions, while their answers are still on the page. */
export const endedNotice = (messages: Messages, ending: Ending): string =>
  joinSentences([endingSentence(messages, ending), messages.ended.kept, nextStepSentence(messages, ending)])

/** The sentence as a heading, without a full stop. */
export const endingHeading = (messages: Messages, ending: Ending): string =>
  endingSentence(messages, ending).replace(/[.。]$/, '')
