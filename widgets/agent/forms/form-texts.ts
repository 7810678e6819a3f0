/** The texts about a form in the panel's language. */
import { bestLocale, textFor } from '../../../contracts/localised.ts'
import type { Template } from '../../../contracts/template.ts'
import type { Messages } from '../messages/messages.ts'
import type { CardState } from './card-state.ts'
import type { PanelForm } from './conversation-forms.ts'

export const stepText = ({ step, progress }: Pick<CardState, 'step' | 'progress'>, messages: Messages): string =>
  step === 'filling' ? messages.filling(progress?.done ?? 0, progress?.asked ?? 0) : messages.steps[step]

/** Returns the title of the form in the best language for the agent, and that language. Until it is known, returns its id. */
export const titleOf = (
  form: PanelForm,
  template: Template | undefined,
  locale: string,
): { readonly text: string; readonly lang: string | undefined } => {
  if (template === undefined) return { text: form.templateId, lang: undefined }
  const { title, defaultLocale } = template
  return { text: textFor(title, locale, defaultLocale), lang: bestLocale(title, locale, defaultLocale) }
}

/**
 * The sentences that say which answers open in another tab only, or could be viewed there once, and what the agent can do. Empty if
 * all open in this tab.
 */
export const keyElsewhereTexts = (
  { isKeyElsewhere, isKeyUsed, ifKeyIsLost, sealedLabels }: CardState,
  template: Template | undefined,
  locale: string,
  messages: Messages,
): readonly string[] => {
  if (!isKeyElsewhere || template === undefined) return []
  const labels = sealedLabels.map((label) => textFor(label, locale, template.defaultLocale))
  const list = new Intl.ListFormat(locale, { type: 'conjunction' }).format(labels)
  const advice = {
    'send-again': messages.keyLostSendAgain,
    'ask-again': isKeyUsed ? messages.keyUsedAskAgain : messages.keyLostAskAgain,
  }
  const sentence = isKeyUsed ? messages.keyUsed(list) : messages.keyElsewhere(list)
  return [sentence, ...(ifKeyIsLost === undefined ? [] : [advice[ifKeyIsLost]])]
}

/** Formats a time. Includes the day if it is not today. */
export const timeText = (at: string, locale: string): string => {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat(
    locale,
    isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(date)
}
