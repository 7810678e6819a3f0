/** In which sentences the page says that the form has ended. */
import type { FormEnding } from '../../contracts/visitor-form.ts'
import type { Messages } from './messages/messages.ts'

/** How the form ended, without the visitor's own doing; nothing when the service does not say how. */
export type Ending = Exclude<FormEnding, 'declined'> | undefined

export const endingSentence = ({ ended }: Messages, ending: Ending): string => ended[ending ?? 'unknown']

/** What the visitor can do now. */
export const nextStepSentence = ({ ended }: Messages, ending: Ending): string =>
  ending === 'closed' ? ended.newChat : ended.askAgain

/** Chinese and Japanese put no space between sentences. */
const joinSentences = (sentences: readonly string[]): string =>
  sentences.reduce((text, sentence) => text + (text === '' || text.endsWith('。') ? '' : ' ') + sentence, '')

/** Beside the questions, whose answers are still there. */
export const endedNotice = (messages: Messages, ending: Ending): string =>
  joinSentences([endingSentence(messages, ending), messages.ended.kept, nextStepSentence(messages, ending)])

/** As a heading, which has no full stop. */
export const endingHeading = (messages: Messages, ending: Ending): string =>
  endingSentence(messages, ending).replace(/[.。]$/, '')
