/** The kinds of questions to add. Some are a question type with useful settings. */
import { isOffTheRecordType, type QuestionType } from '../../../contracts/question-types.ts'
import { messages } from '../messages/current.ts'
import type { Messages } from '../messages/messages.ts'
import { type Draft, type DraftQuestion, newQuestion } from './draft.ts'

type PresetName = QuestionType | keyof Messages['templates']['presets']

interface Preset {
  readonly name: PresetName
  readonly type: QuestionType
  readonly settings?: Partial<Pick<DraftQuestion, 'masked' | 'minLength' | 'maxLength' | 'earliest' | 'latest'>>
  /** False if the name of the preset is no question. */
  readonly isLabel: boolean
}

const presets: readonly Preset[] = [
  { name: 'text', type: 'text', isLabel: false },
  { name: 'long-text', type: 'long-text', isLabel: false },
  { name: 'choice', type: 'choice', isLabel: false },
  { name: 'yes-no', type: 'yes-no', isLabel: false },
  { name: 'number', type: 'number', isLabel: false },
  { name: 'date', type: 'date', isLabel: false },
  { name: 'name', type: 'text', settings: { minLength: '2', maxLength: '100' }, isLabel: true },
  { name: 'email', type: 'email', isLabel: true },
  { name: 'phone', type: 'phone', isLabel: true },
  { name: 'address', type: 'long-text', settings: { maxLength: '500' }, isLabel: true },
  { name: 'date-of-birth', type: 'date', settings: { earliest: '1900-01-01', latest: 'today' }, isLabel: true },
  { name: 'national-id', type: 'national-id', settings: { masked: true }, isLabel: true },
  { name: 'card-number', type: 'card-number', isLabel: true },
  { name: 'card-expiry', type: 'card-expiry', isLabel: true },
  { name: 'card-verification-code', type: 'card-verification-code', isLabel: true },
  { name: 'iban', type: 'iban', isLabel: true },
  { name: 'pin', type: 'pin', isLabel: true },
]

const nameOf = (name: PresetName): string => ({ ...messages.types, ...messages.templates.presets })[name]

export const presetOptions = (): readonly (readonly [value: string, text: string])[] =>
  presets.map(({ name }) => [name, nameOf(name)])

/** Returns a new question. Its label is the name of the preset if the page is in the default language of the form. */
export const questionFromPreset = (name: string, { defaultLocale }: Draft, pageLanguage: string): DraftQuestion => {
  const preset = presets.find((each) => each.name === name)
  const question = { ...newQuestion(preset?.type ?? 'text'), ...preset?.settings }
  if (isOffTheRecordType(question.type)) Object.assign(question, { masked: true, offTheRecord: true })
  if (preset?.isLabel && defaultLocale.split('-')[0] === pageLanguage)
    question.label[defaultLocale] = nameOf(preset.name)
  return question
}
