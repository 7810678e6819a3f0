import { describe, expect, test } from 'vitest'
import { QuestionId } from '../../../contracts/identifiers.ts'
import { createShownErrors } from '../../../widgets/visitor/shown-errors.ts'

const card = QuestionId.parse('card')
const code = QuestionId.parse('code')

const form = () => {
  const answers = new Map([
    [card, '4111'],
    [code, '1234'],
  ])
  const wrong = new Map([card, code].map((id) => [id, 'Check this']))
  return { answers, wrong, errors: createShownErrors({ typed: () => new Map(answers), wrong: () => wrong }) }
}

describe('an error that is shown', () => {
  test('disappears once, when its answer is right', () => {
    const { wrong, errors } = form()
    errors.show([card, code])
    expect(errors.takeCorrected()).toEqual([])
    wrong.delete(card)
    expect(errors.takeCorrected()).toEqual([card])
    expect(errors.takeCorrected()).toEqual([])
    expect(errors.remaining()).toEqual([code])
  })

  test('disappears when another answer makes its answer right', () => {
    const { answers, wrong, errors } = form()
    errors.show([code])
    answers.set(card, '3782')
    wrong.delete(code)
    expect(errors.takeCorrected(card)).toEqual([])
    expect(errors.takeCorrected()).toEqual([code])
    expect(errors.remaining()).toEqual([])
  })

  test('and that only the service has found disappears when its answer changes', () => {
    const { answers, wrong, errors } = form()
    wrong.clear()
    errors.show([card])
    answers.set(code, '123')
    expect(errors.takeCorrected()).toEqual([])
    answers.set(card, '4111 1')
    expect(errors.takeCorrected()).toEqual([card])
  })

  test('is the only reason to check the answers', () => {
    const checks = { count: 0 }
    const errors = createShownErrors({
      typed: () => new Map(),
      wrong: () => {
        checks.count += 1
        return new Map()
      },
    })
    errors.show([])
    errors.takeCorrected()
    expect(checks.count).toBe(0)
    errors.show([card])
    expect(checks.count).toBe(1)
  })

  test('stays away while an answer becomes wrong again', () => {
    const { wrong, errors } = form()
    errors.show([card])
    wrong.delete(card)
    errors.takeCorrected()
    wrong.set(card, 'Check this')
    expect(errors.takeCorrected()).toEqual([])
    expect(errors.remaining()).toEqual([])
  })
})
