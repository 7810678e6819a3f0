import { expect, test } from 'vitest'
import { settingsOf } from '../../../tools/messages/settings.ts'

const complete = ['export', '--page', 'agent', '--locale', 'zh-Hans', '--file', 'zh.xliff']

test('the command line of messages names an action, a page, a language and a file', () => {
  expect(settingsOf(complete)).toEqual({ action: 'export', page: 'agent', locale: 'zh-Hans', file: 'zh.xliff' })
})

test.each([
  [complete.slice(1), 'Specify export or import; --help shows the usage.'],
  [complete.with(0, 'translate'), 'Specify export or import; --help shows the usage.'],
  [complete.with(2, 'chat'), 'Specify one of the pages: --page visitor|agent|admin.'],
  [complete.with(4, 'da'), 'Specify one of the languages: --locale en|de|'],
  [complete.slice(0, 5), 'Specify the XLIFF file: --file <file>.'],
])('rejects %j with the reason', (args, sentence) => {
  expect(() => settingsOf(args)).toThrow(sentence)
})
