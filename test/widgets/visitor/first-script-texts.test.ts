import { expect, test } from 'vitest'
import { unsupported } from '../../../widgets/visitor/first-script-texts.ts'
import { messages } from '../../../widgets/visitor/messages/en.ts'

test('the first script has the texts of the English messages', () => {
  const { failedOpened: _, ...texts } = messages.unsupported
  expect(unsupported).toEqual(texts)
})
