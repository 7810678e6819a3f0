import { describe, expect, test } from 'vitest'
import { localise, Template, TemplateDraft } from '../../contracts/template.ts'
import { VisitorTemplate } from '../../contracts/visitor-template.ts'

const question = {
  id: 'card-number',
  type: 'card-number',
  label: { en: 'Card number' },
  required: true,
  masked: true,
  offTheRecord: false,
}

const code = { ...question, id: 'code', type: 'card-verification-code', offTheRecord: true }

const choice = {
  ...question,
  id: 'colour',
  type: 'choice',
  options: [
    { value: 'red', label: { en: 'Red' } },
    { value: 'blue', label: { en: 'Blue' } },
  ],
}

const draft = {
  defaultLocale: 'en',
  title: { en: 'Card payment' },
  questions: [question, code, choice],
}

/** The errors as `path code`; zod's own code where there is no custom one. */
const faults = (value: unknown): readonly string[] =>
  (TemplateDraft.safeParse(value).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')} ${issue.code === 'custom' ? (issue.params?.code ?? 'custom') : issue.code}`,
  )

const withQuestion = (...questions: object[]) => ({ ...draft, questions })

const day = { ...question, id: 'day', type: 'date', masked: false }

describe('a template draft', () => {
  test('is accepted with only a title and a question', () => {
    expect(TemplateDraft.parse(draft)).toEqual(draft)
  })

  test('is accepted with every field', () => {
    const full = {
      ...draft,
      templateId: 'card-payment',
      intro: { en: 'Two\nlines' },
      submitLabel: { en: 'Send' },
      theme: { accent: '#0B57d0', logo: 'https://example.com/logo.svg' },
      questions: [
        { ...question, hint: { en: 'On the front' }, minLength: 12, maxLength: 19 },
        { ...day, earliest: 'today', latest: '2030-01-31' },
      ],
    }
    expect(TemplateDraft.parse(full)).toEqual(full)
  })

  test.each<[string, unknown, string]>([
    ['with a version', { ...draft, version: 2 }, ' unrecognized_keys'],
    [
      'with an unknown field in a question',
      withQuestion({ ...question, secret: true }),
      'questions.0 unrecognized_keys',
    ],
    ['with an unknown type', withQuestion({ ...question, type: 'password' }), 'questions.0.type invalid_value'],
    ['with a missing flag', withQuestion({ ...question, masked: undefined }), 'questions.0.masked invalid_type'],
    [
      'with a flag that is not a boolean',
      withQuestion({ ...question, required: 'yes' }),
      'questions.0.required invalid_type',
    ],
    [
      'with an id that is special in JavaScript',
      withQuestion({ ...question, id: 'constructor' }),
      'questions.0.id custom',
    ],
    ['with an id in upper case', withQuestion({ ...question, id: 'Card' }), 'questions.0.id invalid_format'],
    ['without questions', withQuestion(), 'questions too_small'],
    [
      'with 101 questions',
      withQuestion(...Array.from({ length: 101 }, (_, index) => ({ ...question, id: `q-${index}` }))),
      'questions too_big',
    ],
    ['with a duplicate id', withQuestion(question, code, question), 'questions.2.id bad-format'],
    ['with an empty title', { ...draft, title: { en: '' } }, 'title.en too-short'],
    ['with a blank title', { ...draft, title: { en: ' ' } }, 'title.en too-short'],
    ['with a title of two lines', { ...draft, title: { en: 'a\nb' } }, 'title.en custom'],
    ['with half a surrogate pair', { ...draft, title: { en: '\ud83d' } }, 'title.en custom'],
    ['with a very long title', { ...draft, title: { en: '😀'.repeat(501) } }, 'title.en too-long'],
    ['with a title that is not an object', { ...draft, title: 'Card' }, 'title invalid_type'],
    ['with an invalid locale', { ...draft, title: { en: 'a', English: 'b' } }, 'title.English invalid_key'],
    ['with no intro in the default locale', { ...draft, intro: {} }, 'intro.en required'],
    [
      'with a first date for a text',
      withQuestion({ ...day, type: 'text', earliest: 'today' }),
      'questions.0.earliest unknown',
    ],
    [
      'with a last date for a text',
      withQuestion({ ...day, type: 'text', latest: '2030-01-31' }),
      'questions.0.latest unknown',
    ],
    [
      'with a first date that does not exist',
      withQuestion({ ...day, earliest: '2030-02-30' }),
      'questions.0.earliest custom',
    ],
    ['with a last date in another format', withQuestion({ ...day, latest: '31/01/2030' }), 'questions.0.latest custom'],
    [
      'with a first date after the last date',
      withQuestion({ ...day, earliest: '2030-02-01', latest: '2030-01-31' }),
      'questions.0.latest bad-format',
    ],
    ['with a choice without options', withQuestion({ ...question, type: 'choice' }), 'questions.0.options required'],
    ['with a choice with empty options', withQuestion({ ...choice, options: [] }), 'questions.0.options too_small'],
    [
      'with a choice with one option',
      withQuestion({ ...choice, options: choice.options.slice(0, 1) }),
      'questions.0.options too-short',
    ],
    ['with a text question that has options', withQuestion({ ...choice, type: 'text' }), 'questions.0.options unknown'],
    [
      'with a duplicate option',
      withQuestion({ ...choice, options: [...choice.options, choice.options[0]] }),
      'questions.0.options.2.value bad-format',
    ],
    [
      'with an empty option, which would look like no answer',
      withQuestion({ ...choice, options: [{ value: '', label: { en: 'None' } }] }),
      'questions.0.options.0.value too_small',
    ],
    [
      'with a question that stores a card verification code',
      withQuestion({ ...code, offTheRecord: false }),
      'questions.0.offTheRecord must-be-sealed',
    ],
    [
      'with a question that stores a PIN',
      withQuestion({ ...code, type: 'pin', offTheRecord: false }),
      'questions.0.offTheRecord must-be-sealed',
    ],
    [
      'with a minimum length above the maximum',
      withQuestion({ ...question, minLength: 5, maxLength: 4 }),
      'questions.0.maxLength bad-format',
    ],
    ['with a negative length', withQuestion({ ...question, minLength: -1 }), 'questions.0.minLength too_small'],
    ['with a length over 4,000', withQuestion({ ...question, maxLength: 4001 }), 'questions.0.maxLength too_big'],
    ['with a fractional length', withQuestion({ ...question, maxLength: 1.5 }), 'questions.0.maxLength invalid_type'],
    ['with a named colour', { ...draft, theme: { accent: 'red' } }, 'theme.accent invalid_format'],
    ['with a colour and trailing text', { ...draft, theme: { accent: '#0b57d0;x' } }, 'theme.accent invalid_format'],
    ['with a logo over http', { ...draft, theme: { logo: 'http://example.com/a.png' } }, 'theme.logo custom'],
    ['with a script URL as the logo', { ...draft, theme: { logo: 'javascript:alert(1)' } }, 'theme.logo custom'],
    ['with a data URL as the logo', { ...draft, theme: { logo: 'data:image/svg+xml,x' } }, 'theme.logo custom'],
    [
      'with a logo URL that contains a password',
      { ...draft, theme: { logo: 'https://a:b@example.com/' } },
      'theme.logo custom',
    ],
    ['with a logo URL without a host', { ...draft, theme: { logo: 'https://:443/' } }, 'theme.logo custom'],
  ])('is refused %s', (_what, value, fault) => {
    expect(faults(value)).toEqual([fault])
  })

  test('needs each text in each language that one of its texts has', () => {
    const oneQuestion = withQuestion(question)
    expect(faults({ ...oneQuestion, title: { de: 'Karte' } })).toEqual([
      'title.en required',
      'questions.0.label.de required',
    ])
    const german = { en: 'Send', de: 'Senden' }
    const label = { en: 'Card number', de: 'Kartennummer' }
    expect(faults({ ...oneQuestion, submitLabel: german })).toEqual([
      'title.de required',
      'questions.0.label.de required',
    ])
    expect(faults({ ...draft, title: german, questions: [{ ...question, label, hint: { en: 'Front' } }] })).toEqual([
      'questions.0.hint.de required',
    ])
    const options = [{ value: 'red', label: german }, choice.options[1]]
    expect(faults({ ...draft, title: german, questions: [{ ...choice, label, options }] })).toEqual([
      'questions.0.options.1.label.de required',
    ])
    expect(faults({ ...draft, title: german, questions: [{ ...question, label }] })).toEqual([])
  })

  test('is refused with the complete list of its errors', () => {
    const bad = {
      ...draft,
      intro: {},
      questions: [
        { ...code, offTheRecord: false },
        { ...question, type: 'choice' },
      ],
    }
    expect(faults(bad)).toEqual([
      'intro.en required',
      'questions.0.offTheRecord must-be-sealed',
      'questions.1.options required',
    ])
  })

  test('is checked by further rules only after its shape is valid, so that no error path repeats a malformed value', () => {
    expect(faults({ ...draft, defaultLocale: 'constructor' })).toEqual(['defaultLocale invalid_format'])
  })
})

describe('a complete template', () => {
  test('has an id and a version of at least 1, and follows the same rules as a draft', () => {
    const whole = { ...draft, templateId: 'card-payment', version: 1 }
    expect(Template.parse(whole)).toEqual(whole)
    expect(Template.safeParse({ ...whole, version: 0 }).success).toBe(false)
    expect(Template.safeParse(draft).success).toBe(false)
    expect(Template.safeParse({ ...whole, title: { de: 'Karte' } }).success).toBe(false)
  })
})

describe('a template in the visitor’s language', () => {
  const inEachLanguage = (en: string, de: string) => ({ en, de, 'de-AT': `${de} (AT)`, 'pt-BR': `${en} (BR)` })
  const label = inEachLanguage('Number', 'Nummer')
  const options = [
    { value: 'red', label: inEachLanguage('Red', 'Rot') },
    { value: 'blue', label: inEachLanguage('Blue', 'Blau') },
  ]
  const template = Template.parse({
    ...draft,
    templateId: 'card-payment',
    version: 3,
    title: inEachLanguage('Card', 'Karte'),
    intro: inEachLanguage('Hello', 'Hallo'),
    questions: [
      { ...question, label, hint: inEachLanguage('Front', 'Vorne') },
      { ...code, label },
      { ...choice, label, options },
    ],
  })

  test('has the same shape as in the reply to open-form', () => {
    const visitors = localise(template, 'de')
    expect(VisitorTemplate.parse(visitors)).toEqual(visitors)
    expect(visitors).toEqual({
      id: 'card-payment',
      version: 3,
      title: 'Karte',
      intro: 'Hallo',
      locale: 'de',
      theme: {},
      questions: [
        { ...question, label: 'Nummer', hint: 'Vorne' },
        { ...code, label: 'Nummer' },
        {
          ...choice,
          label: 'Nummer',
          options: [
            { value: 'red', label: 'Rot' },
            { value: 'blue', label: 'Blau' },
          ],
        },
      ],
    })
  })

  test.each([
    ['de-AT', 'Karte (AT)', 'de-AT'],
    ['DE-at', 'Karte (AT)', 'de-AT'],
    ['de-CH', 'Karte', 'de'],
    ['pt-br', 'Card (BR)', 'pt-BR'],
    ['pt', 'Card', 'en'],
    ['fr', 'Card', 'en'],
    ['constructor', 'Card', 'en'],
    [undefined, 'Card', 'en'],
  ])('requested in %s has the title %s and the locale %s', (locale, title, reported) => {
    expect(localise(template, locale)).toMatchObject({ title, locale: reported })
  })

  test('contains only the requested questions, in the template’s order', () => {
    const ids = (only?: string[]) => localise(template, 'en', only).questions.map(({ id }) => id)
    expect(ids()).toEqual(['card-number', 'code', 'colour'])
    expect(ids(['colour', 'card-number'])).toEqual(['card-number', 'colour'])
    expect(ids(['nothing', 'code'])).toEqual(['code'])
  })
})
