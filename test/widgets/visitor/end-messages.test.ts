import { describe, expect, test } from 'vitest'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'
import { endedNotice, endingHeading } from '../../../widgets/visitor/end-messages.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'

const endings = ['cancelled', 'closed', 'expired', undefined] as const

describe('the message about the end of a form', () => {
  test('says how the form ended, what happens to the typed answers, and what to do next', async () => {
    const messages = await loadVisitorMessages(['en'])
    const kept = 'You can copy what you typed until you leave this page. We removed answers that are never stored.'
    const askAgain = 'Ask your agent in the chat to send the form again.'
    expect(endings.map((ending) => endedNotice(messages, ending))).toEqual([
      `Your agent cancelled this form. ${kept} ${askAgain}`,
      `The chat has ended, so this form is closed. ${kept} If you still need the form, start a new chat.`,
      `This form has expired. ${kept} ${askAgain}`,
      `This form is no longer open. ${kept} ${askAgain}`,
    ])
  })

  test.each(pageLocales)('has four different sentences, and a heading without a full stop, in %s', async (locale) => {
    const messages = await loadVisitorMessages([locale])
    const headings = endings.map((ending) => endingHeading(messages, ending))
    expect(new Set(headings).size).toBe(endings.length)
    expect(headings.filter((text) => /[.。]$/.test(text))).toEqual([])
    expect(endings.map((ending) => endedNotice(messages, ending)).filter((text) => / {2}|[.][^ ]/.test(text))).toEqual(
      [],
    )
  })
})
