import { describe, expect, test } from 'vitest'
import { TemplateId } from '../../../contracts/identifiers.ts'
import { makeCursor, readCursor } from '../../../lambdas/core/page-cursor.ts'

const list = 'acme list-templates'
const refusal = { refused: 'not-valid', errors: [{ field: 'cursor', code: 'bad-format' }] }
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('a cursor', () => {
  test('continues its list after the last item of the previous page', () => {
    expect(readCursor(list, makeCursor(list, 'card-payment'), TemplateId)).toEqual({ value: 'card-payment' })
  })

  test('that is missing starts the list at the beginning', () => {
    expect(readCursor(list, undefined, TemplateId)).toEqual({ value: undefined })
  })

  test('is valid only for its own list', () => {
    for (const other of ['other list-templates', 'acme list-forms chat-1', '']) {
      expect(readCursor(other, makeCursor(list, 'card-payment'), TemplateId)).toEqual(refusal)
    }
  })

  test.each([
    '',
    'x',
    '=',
    `${makeCursor(list, 'card-payment')}=`,
    `${makeCursor(list, 'card-payment')}\n`,
    `!${makeCursor(list, 'card-payment')}`,
    encoded([list]),
    encoded([list, 'card-payment', 'more']),
    encoded([list, 7]),
    encoded([list, 'Not An Id']),
    encoded({ list }),
    encoded(null),
    Buffer.from([0xff]).toString('base64url'),
  ])('is refused when it is %j', (cursor) => {
    expect(readCursor(list, cursor, TemplateId)).toEqual(refusal)
  })
})
