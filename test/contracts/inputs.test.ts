/** What people paste and programs fill in, from public sources, by kind: the right value on the page and at the service. */
import { describe, expect, test } from 'vitest'
import { checkAnswers } from '../../contracts/answers.ts'
import { QuestionId } from '../../contracts/identifiers.ts'
import { type AskedQuestion, checkAnswer, isOffTheRecordType } from '../../contracts/question-types.ts'
import { tidyAnswer, tidyingRules } from '../../contracts/tidying/tidy-answer.ts'
import type { TidyingRule } from '../../contracts/tidying/tidying-rule.ts'
import { joinDate } from '../../widgets/visitor/read-date.ts'
import { cardsAndAccounts } from './inputs/cards-and-accounts.ts'
import { characterKinds } from './inputs/characters.ts'
import { dates } from './inputs/dates.ts'
import { emails } from './inputs/emails.ts'
import type { InputRow, Result } from './inputs/input-row.ts'
import { nationalIds } from './inputs/national-ids.ts'
import { numbers } from './inputs/numbers.ts'
import { phones } from './inputs/phones.ts'
import { texts } from './inputs/texts.ts'

const kinds = [
  ...cardsAndAccounts,
  ...characterKinds,
  ...dates,
  ...emails,
  ...nationalIds,
  ...numbers,
  ...phones,
  ...texts,
]
const today = Date.UTC(2026, 5, 1)
const id = QuestionId.parse('answer')

const questionOf = (type: InputRow['type']): AskedQuestion => ({ type, offTheRecord: isOffTheRecordType(type) })

const checked = (type: InputRow['type'], answer: string): Result => {
  const result = checkAnswer(answer, questionOf(type), today)
  return 'stored' in result ? result.stored : `!${result.wrong}`
}

const onPage = ({ type, input, locale = 'en' }: InputRow, rules?: readonly TidyingRule[]): Result => {
  // As pasted into the first field of a date.
  const typed = type === 'date' ? joinDate(new Map([['day', input]]), locale) : input
  const answer = tidyAnswer(type, typed, locale, rules)
  return answer === '' ? '!required' : checked(type, answer)
}

/** Off-the-record answers do not reach the service unsealed, so there the check of the page counts. */
const atService = ({ type, input }: InputRow): Result => {
  if (isOffTheRecordType(type)) return checked(type, input)
  const questions = [{ ...questionOf(type), id, required: true }]
  const result = checkAnswers({ questions, answers: { [id]: input }, sealedAnswers: {}, today })
  return 'stored' in result ? (result.stored[id] ?? '!required') : `!${result.errors[0]?.code ?? 'unknown'}`
}

const differences = (
  rows: readonly InputRow[],
  resultOf: (row: InputRow) => Result,
  rightOf: (row: InputRow) => Result,
) =>
  rows.flatMap((row) => {
    const result = resultOf(row)
    return result === rightOf(row) ? [] : [`${row.type} ${JSON.stringify(row.input)}: ${result}, not ${rightOf(row)}`]
  })

describe.each(kinds)('$kind', ({ rows }) => {
  test('has the listed results on the visitor’s page', () => {
    expect(differences(rows, onPage, ({ page }) => page)).toEqual([])
  })

  test('has the listed results at the service', () => {
    expect(differences(rows, atService, ({ page, service = page }) => service)).toEqual([])
  })
})

describe('the tidying rules', () => {
  const rows = kinds.flatMap((kind) => kind.rows)

  test.each(tidyingRules.map(({ name }) => name))(
    'include no superfluous rule: without the rule that %s, some input has another result',
    (name) => {
      const others = tidyingRules.filter((rule) => rule.name !== name)
      expect(
        differences(
          rows,
          (row) => onPage(row, others),
          ({ page }) => page,
        ),
      ).not.toEqual([])
    },
  )

  test('do not change an answer that already has its stored form', () => {
    const stored = rows.filter(({ page }) => !page.startsWith('!'))
    const again = stored.map((row) => ({ ...row, input: row.page }))
    expect(
      differences(
        again,
        (row) => onPage({ ...row, locale: 'en' }),
        ({ page }) => page,
      ),
    ).toEqual([])
  })
})
