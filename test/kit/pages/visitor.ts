/**
 * The actions of a visitor on a form's page, in any language. Fields are found by the labels of their questions, and buttons by
 * the texts of the page itself.
 */
import { loadVisitorMessages } from '../../../widgets/visitor/messages/load-messages.ts'
import { button, type Element, type Name, type Page } from './page.ts'

/** The answers that the visitor types into the shipped template `card-payment`. The card number is a published test number. */
const typedCard = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111 1111 1111 1111',
  'card-expiry': '0539',
  'card-verification-code': '737',
} as const

/** The same answers as the agent reads them after the submission. */
export const cardAnswers = {
  'cardholder-name': 'Ada Lovelace',
  'card-number': '4111111111111111',
  'card-expiry': '05/39',
  'card-verification-code': '737',
} as const

/** Returns true for the script that seals off-the-record answers, which the page loads before it is needed. */
export const isSealingCode = (url: string): boolean => url.includes('/assets/visitor-sealing-suite.')

export type Visitor = Awaited<ReturnType<typeof visitorOn>>

/** Returns the visitor's actions. `locale` is the form's language. */
export const visitorOn = async (page: Page, locale = 'en') => {
  const words = await loadVisitorMessages([locale])
  const field = (id: string): Element => page.find({ css: `#question-${id}` })
  const fill = (id: string, answer: string) => field(id).fill(answer)
  const fillAll = async (answers: Readonly<Record<string, string>>) => {
    for (const [id, answer] of Object.entries(answers)) await fill(id, answer)
  }
  const press = (name: Name) => page.find(button(name)).click()
  const heading = (name: Name): Element => page.find({ role: 'heading', name })
  /** The button is found by its position, because a template may set its text. */
  const sendButton = page.find({ css: 'main .buttons .main' })
  const review = () => press(words.fillIn.review)
  const send = () => sendButton.click()
  const waitForText = (text: string) => page.find({ text }).waitUntil('visible')

  return {
    words,
    page,
    field,
    fill,
    fillAll,
    fillCard: () => fillAll(typedCard),
    fillDate: async (day: string, month: string, year: string) => {
      const names = words.field
      await page.find({ role: 'textbox', name: names.day }).fill(day)
      await page.find({ role: 'textbox', name: names.month }).fill(month)
      await page.find({ role: 'textbox', name: names.year }).fill(year)
    },
    valueOf: (id: string) => field(id).value(),
    /** Opens the link, and presses *Open the form* if the page shows this button. */
    open: async (link: string) => {
      await page.open(link)
      if (!link.includes('/form/')) return
      await page.find({ css: 'main h1' }).waitUntil('visible')
      const openButton = page.find({ css: '#open-form' })
      if (await openButton.isVisible()) await openButton.click()
    },
    review,
    send,
    reviewAndSend: async () => {
      await review()
      await send()
    },
    back: () => press(words.review.back),
    /** Presses the button to decline, which opens a confirmation dialog. */
    decline: () => press(words.fillIn.decline),
    /** In some languages, the button in the dialog has the same name as the button that opens the dialog. */
    confirmDecline: () => page.find({ css: 'dialog[open]' }).find(button(words.declineDialog.yes)).click(),
    takeMoreTime: () => press(words.moreTime.yes),
    refuseMoreTime: () => press(words.moreTime.no),
    tryAgain: () => press(words.unreachable.again),
    show: (label: string) => press(`Show: ${label}`),
    hide: (label: string) => press(`Hide: ${label}`),
    change: (label: string) => press(`Change: ${label}`),
    press,
    heading,
    sendButton,
    reviewButton: page.find(button(words.fillIn.review)),
    tryAgainButton: page.find(button(words.unreachable.again)),
    dialog: page.find({ css: 'dialog[open]' }),
    /** The list of errors, which receives the focus when it appears. */
    summary: page.find({ css: '.summary:focus' }),
    waitForText,
    waitForQuestions: () => page.find(button(words.fillIn.review)).waitUntil('visible'),
    waitForHeading: (name: Name) => heading(name).waitUntil('visible'),
    waitForReview: () => heading(words.review.heading).waitUntil('visible'),
    /** Returns the labels and texts of the context above the questions or the answers. */
    shownContext: () => page.find({ css: '.context :is(dt, dd)' }).texts(),
    receiptNumber: () => page.find({ css: '.receipt-number' }).text(),
    waitForReceipt: () => page.find({ css: 'dl.receipt' }).waitUntil('visible'),
    /** Waits until the page refuses to show the questions, and returns the text that it shows instead. */
    waitUntilRefused: async (): Promise<string> => {
      await heading(words.distrust.heading).waitUntil('visible')
      const fields = await page.find({ css: 'input, select, textarea' }).count()
      if (fields > 0) throw new Error('the page shows fields of a form that it refuses')
      return page.find({ css: 'main' }).text()
    },
  }
}
