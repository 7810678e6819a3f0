import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { askOn } from '../../../tools/cdk/ask.ts'

const terminal = () => ({
  input: Object.assign(new PassThrough(), { isTTY: true }),
  output: Object.assign(new PassThrough(), { isTTY: true }),
})

const answerTo = async (typed: string) => {
  const { input, output } = terminal()
  const answer = askOn({ input, output })?.('Deploy?')
  input.end(typed)
  return { isYes: await answer, shown: String(output.read()) }
}

describe('the confirmation', () => {
  test.each([['y\n'], ['Y\n'], ['yes\n'], [' yes \n']])('is given by %j', async (typed) => {
    expect(await answerTo(typed)).toMatchObject({ isYes: true, shown: expect.stringContaining('Deploy? (y/N) ') })
  })

  test.each([['\n'], ['n\n'], ['yesterday\n'], ['']])('is refused by %j', async (typed) => {
    expect(await answerTo(typed)).toMatchObject({ isYes: false })
  })

  test('can be requested only if both input and output are a terminal', () => {
    const { input, output } = terminal()
    expect(askOn({ input: new PassThrough(), output })).toBeUndefined()
    expect(askOn({ input, output: new PassThrough() })).toBeUndefined()
    expect(askOn({ input, output })).toBeTypeOf('function')
  })
})
