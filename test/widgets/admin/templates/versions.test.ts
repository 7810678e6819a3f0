import { expect, test } from 'vitest'
import { listAudit } from '../../../../contracts/steps/list-audit.ts'
import { Template } from '../../../../contracts/template.ts'
import { assignVersions } from '../../../../widgets/admin/templates/version-authors.ts'
import { versionDifference } from '../../../../widgets/admin/templates/version-difference.ts'

const question = (id: string, label: string) => ({
  ...{
    id,
    type: 'text',
    label: { en: label, de: `${label} (de)` },
    required: true,
    masked: false,
    offTheRecord: false,
  },
})

const base = {
  ...{ templateId: 'pick-up', version: 1, defaultLocale: 'en', title: { en: 'Pick-up', de: 'Abholung' } },
  questions: [question('name', 'Name'), question('day', 'Day'), question('note', 'Note')],
}

const difference = (changes: object) =>
  versionDifference(Template.parse(base), Template.parse({ ...base, version: 2, ...changes }))

const [name, day, note] = base.questions

test('equal versions do not differ', () => {
  expect(difference({})).toEqual([])
})

test('the difference names changed texts by language, and languages that were added or removed', () => {
  expect(difference({ title: { en: 'Pick-up', de: 'Selbstabholung' } })).toEqual([
    'Title (German): “Abholung” → “Selbstabholung”',
  ])
  expect(difference({ intro: { en: 'Hello', de: 'Hallo' } })).toEqual([
    'Introduction (English) added: “Hello”',
    'Introduction (German) added: “Hallo”',
  ])
  const inEnglish = (each: ReturnType<typeof question>) => ({ ...each, label: { en: each.label.en } })
  expect(difference({ title: { en: 'Pick-up' }, questions: base.questions.map(inEnglish) })).toEqual([
    'Language removed: German',
  ])
})

test('the difference names questions that were added, removed, moved and changed', () => {
  expect(difference({ questions: [name, note, question('time', 'Time')] })).toEqual([
    'Question removed: Day',
    'Question 3 added: Time',
  ])
  expect(difference({ questions: [note, name, day] })).toEqual(['Note moved from question 3 to question 1'])
  const choice = (values: readonly string[]) => ({
    ...day,
    type: 'choice',
    options: values.map((value) => ({ value, label: { en: value, de: value } })),
  })
  expect(difference({ questions: [{ ...name, masked: true, maxLength: 50 }, choice(['a', 'b']), note] })).toEqual([
    'Question 1 (Name): Masked: no → yes',
    'Question 1 (Name): Maximum length: none → 50',
    'Question 2 (Day): Type: Text, one line → Choice',
    'Question 2 (Day): Option added: a',
    'Question 2 (Day): Option added: b',
  ])
  const form = (values: readonly string[]) => Template.parse({ ...base, questions: [choice(values)] })
  expect(versionDifference(form(['a', 'b', 'c']), form(['b', 'a']))).toEqual([
    'Question 1 (Day): Option removed: c',
    'Question 1 (Day): Options moved',
  ])
})

test('the audit records are assigned to the versions from the latest back, without those of switching the form off', () => {
  const event = (at: string, by: string, outcome = 'done', subject = 'pick-up') => ({
    ...{ eventId: at, at, event: 'template-changed', actor: `agent:${by}`, subject, outcome, hash: '', chain: '' },
  })
  const { events } = listAudit.reply.parse({
    events: [
      event('2026-11-03T10:00:00.000Z', 'ada'),
      event('2026-11-05T10:00:00.000Z', 'bob'),
      event('2026-11-04T10:00:00.000Z', 'eve', 'disabled'),
      event('2026-11-06T10:00:00.000Z', 'ada', 'done', 'other'),
    ],
  })
  expect([...assignVersions(events, 'pick-up', 3)]).toEqual([
    [3, { at: '2026-11-05T10:00:00.000Z', by: 'bob' }],
    [2, { at: '2026-11-03T10:00:00.000Z', by: 'ada' }],
  ])
})
