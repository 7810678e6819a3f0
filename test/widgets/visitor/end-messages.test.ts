import { describe, expect, test } from 'vitest'
import { pageLocales } from '../../../widgets/shared/page-locales.ts'
import { endedNotice, endingHeading } from '../../../widgets/visitor/end-messages.ts'
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'

const endings = ['cancelled', 'closed', 'expired', undefined] as const

describe('the message about the end of a form', () => {
  test('says how the form ended, what happens to the typed answers, and what to do next', async () => {
    const messages = await loadVisitorMessages(['en'])
    const { cancelled, closed, expired, unknown, kept, askAgain, newChat } = messages.ended
    expect(endings.map((ending) => endedNotice(messages, ending))).toEqual([
      `${cancelled} ${kept} ${askAgain}`,
      `${closed} ${kept} ${newChat}`,
      `${expired} ${kept} ${askAgain}`,
      `${unknown} ${kept} ${askAgain}`,
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
