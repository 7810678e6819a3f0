/** The names and descriptions of templates and their questions. */
import { LocalisedParagraphs, LocalisedText } from '../../localised.ts'
import { QuestionType } from '../../question-types.ts'
import { listTemplates } from '../../steps/list-templates.ts'
import { Question, Template, TemplateDraft } from '../../template.ts'
import { Theme } from '../../theme.ts'
import { LocalisedQuestion, VisitorTemplate } from '../../visitor-template.ts'
import { named } from '../named-schema.ts'

const question = {
  type: 'What kind of answer the question accepts: one of 14 types. It decides the format, how the answer is stored and how it is masked.',
  required: '`true` if the visitor has to answer. Otherwise the answer may be absent or `""`.',
  masked:
    '`true` if the agent panel hides the answer until it is revealed. Card numbers, PINs, codes, IBANs and national ids are hidden in any case.',
  offTheRecord:
    '`true` if the answer is never stored and the page seals it for the agent’s tab. It must be `true` for `card-verification-code` and `pin`, otherwise it is `must-be-sealed`.',
  minLength:
    'The minimum length of an answer in Unicode code points, 0 to 4,000. It applies to the answer as it is stored.',
  maxLength:
    'The maximum length of an answer in Unicode code points, 0 to 4,000. Not less than `minLength`, otherwise it is `bad-format`.',
  earliest:
    'The first day that a `date` question accepts: `YYYY-MM-DD` or `today`. Only a `date` question may have it, otherwise it is `unknown`.',
  latest:
    'The last day that a `date` question accepts: `YYYY-MM-DD` or `today`. If both bounds are days, a `latest` before `earliest` is `bad-format`.',
} as const

const content = {
  defaultLocale: 'The language for visitors whose own language the template does not have. Every text must have it.',
  title: 'The title of the form: one line, 1 to 500 characters in each language.',
  intro: 'The text above the questions: 1 to 4,000 characters in each language, line feeds allowed. Absent if none.',
  submitLabel: 'The label of the *Send* button: one line, 1 to 500 characters in each language. Absent if none.',
  theme: 'The accent and the logo of this template. They take precedence over the `branding` of the site.',
  questions: 'The 1 to 100 questions, in the order in which the visitor sees them. Their ids are unique.',
} as const

const option = {
  value: 'What is stored: one line of 1 to 200 characters. Each value occurs once in the question.',
  label: 'What the visitor reads: one line, 1 to 500 characters in each language.',
} as const

export const templates = [
  named('LocalisedText', LocalisedText, {
    description:
      'One line of text for each language, by its locale. Each text has 1 to 500 characters and is not blank. A language that occurs anywhere in the template must occur here, otherwise the locale is `required`.',
    example: { en: 'Card payment', de: 'Kartenzahlung' },
  }),
  named('LocalisedParagraphs', LocalisedParagraphs, {
    description:
      'A text of one or more lines for each language, by its locale. Each text has 1 to 4,000 characters and is not blank. Lines end with a line feed. A language that occurs anywhere in the template must occur here, otherwise the locale is `required`.',
    example: { en: 'As printed on the card.', de: 'Wie auf der Karte gedruckt.' },
  }),
  named('QuestionType', QuestionType, {
    description:
      'The kind of a question. `card-verification-code` and `pin` are always off the record. `choice` has options. `date` may have bounds.',
    example: 'card-number',
  }),
  named('Theme', Theme, {
    description: 'The look of the visitor’s page.',
    fields: {
      accent:
        'The colour of buttons and links: `#` and six hexadecimal digits. The page corrects a colour without contrast.',
      logo: {
        description:
          'The URL of a picture, at most 2,048 characters: `https`, without user name or password. The page loads it only from an origin in `embeddingOrigins`.',
        format: 'uri',
      },
    },
    example: { accent: '#0b57d0' },
  }),
  named('QuestionOption', Question.shape.options.def.innerType.def.element, {
    description: 'One option of a `choice` question, in every language of the template.',
    fields: option,
  }),
  named('Question', Question, {
    description: 'One question of a template, in every language of the template.',
    fields: {
      ...question,
      id: 'The id by which answers, `only` and `reveal` name the question. It is unique in the template.',
      label: 'What the visitor reads: one line, 1 to 500 characters in each language.',
      hint: 'An explanation below the label: 1 to 4,000 characters in each language. Absent if none.',
      options:
        'The 2 to 300 options. Required for `choice`; `unknown` for every other type. One option alone is `too-short`.',
    },
  }),
  named('TemplateDraft', TemplateDraft, {
    description:
      'The next version of a template. Every text must exist in every language that the template names. A violation names the field, such as `questions.2.label.de` `required`.',
    fields: {
      ...content,
      templateId: 'May be absent. If present, it must equal the id in the path, otherwise it is `bad-format`.',
    },
  }),
  named('Template', Template, {
    description: 'One version of a template. A version never changes.',
    fields: {
      ...content,
      templateId: 'The id in the path. All versions of a template have the same id.',
      version: 'The number of this version: 1 for the first one, then one more for each change.',
    },
  }),
  named('TemplateSummary', listTemplates.reply.shape.templates.def.element, {
    description: 'The latest version of a template, without its questions.',
    fields: {
      version: 'The number of the latest version, from 1 upwards.',
      title: 'The title of the form, in every language of the template.',
      enabled: '`false` after `delete-template`. New forms can then not use it. Saving a version enables it again.',
    },
  }),
  named('VisitorOption', LocalisedQuestion.shape.options.def.innerType.def.element, {
    description: 'One option of a `choice` question, in the language of the form.',
    fields: {
      value: 'What the page sends as the answer if the visitor chooses this option.',
      label: 'What the visitor reads: one line of text.',
    },
  }),
  named('VisitorQuestion', LocalisedQuestion, {
    description: 'One question of an open form, in the language of the form.',
    fields: {
      ...question,
      id: 'The id by which the answer names the question.',
      label: 'What the visitor reads: one line of text.',
      hint: 'An explanation below the label. Lines end with a line feed. Absent if none.',
      options: 'The options of a `choice` question, in their order. Absent for every other type.',
    },
  }),
  named('VisitorTemplate', VisitorTemplate, {
    description: 'A template in one language, with the questions that the form asks.',
    fields: {
      id: 'The template that the agent chose.',
      version:
        'The version of the template that the form uses, from 1 upwards. It is part of what a sealed answer is bound to.',
      title: 'The title of the form: one line of text.',
      intro: 'The text above the questions. Lines end with a line feed. Absent if none.',
      submitLabel: 'The label of the *Send* button. Absent if the page’s own label applies.',
      locale:
        'The language of the texts. It is the requested locale if the template has it, then its base language, then the default locale.',
      questions: 'The questions that the form asks, in the template’s order.',
      theme: 'The accent and the logo: those of the template, otherwise those of the site. Empty if there are none.',
    },
  }),
]
