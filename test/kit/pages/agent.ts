/** The actions of an agent in the panel, and the texts that the agent reads. */
import { messages as english } from '../../../widgets/agent/messages/en.ts'
import { button, type Element, type Page } from './page.ts'

export type Agent = ReturnType<typeof agentOn>

/** Returns the agent's actions. `page` is the panel's frame. */
export const agentOn = (page: Page, words = english) => {
  const press = (name: string) => page.find(button(name)).click()
  /** The last form that was sent. */
  const newestForm: Element = page.find({ css: '.forms > li:first-child' })
  const pressInNewest = (name: string) => newestForm.find(button(name)).click()
  /** Returns the row for one question. */
  const answerRow = (label: string) => newestForm.find({ css: '.answer' }).having('dt', label)
  const answerButton = (action: string, label: string) => newestForm.find(button(`${action}: ${label}`))
  const waitForText = (text: string) => page.find({ text }).waitUntil('visible')
  const template = (title: string) => page.find({ role: 'radio', name: title })
  const sendButton = page.find(button(words.send))
  const openButton = page.find(button(words.sendForm))
  /** Opens the list of forms, if it is closed. */
  const openPicker = async () => {
    if ((await openButton.attribute('aria-expanded')) === 'false') await openButton.click()
  }

  /** Chooses a form. Clicks again if the panel has grown meanwhile and another form has moved under the pointer. */
  const choose = async (title: string) => {
    for (let clicks = 0; clicks < 3; clicks++) {
      await template(title).click()
      if (await template(title).isChecked()) return
    }
    throw new Error(`the form ${title} could not be chosen`)
  }

  return {
    page,
    newestForm,
    sendButton,
    openButton,
    openPicker,
    /** Opens the list of forms and chooses the form with this title. */
    async chooseForm(title: string) {
      await openPicker()
      await choose(title)
    },
    template,
    press,
    waitForText,
    waitUntilReady: () => openButton.waitUntil('visible'),
    waitUntilLive: () => page.find({ css: '[data-state=live]' }).waitUntil('visible'),
    /**
     * Chooses the template with this title, sends it, and waits until the form is in the list. When this resolves, the visitor
     * may already have opened the form.
     */
    async sendForm(title = 'Card payment') {
      await openPicker()
      await choose(title)
      const forms = await page.find({ css: '.forms > li' }).count()
      await sendButton.click()
      await page.find({ css: `.forms > li:nth-child(${forms + 1})` }).waitUntil('visible')
    },
    /** Opens the fields for the context of the next form. */
    async addDetails() {
      await openPicker()
      await page.find({ css: '.details summary' }).click()
    },
    detail: (label: string) => page.find({ label }),
    /** Returns the labels and texts of the context on the card of the newest form. */
    shownContext: () => newestForm.find({ css: '.context :is(dt, dd)' }).texts(),
    waitForStatus: (text: string) => newestForm.find({ css: '.status' }).withText(text).waitUntil('visible'),
    /** Waits until the answers to the newest form are in this tab. */
    waitForAnswers: () => page.find({ css: '.forms > li:first-child[data-held=true]' }).waitUntil('visible'),
    /** Shows the answers. After a reload, the panel retrieves them first. */
    async showAnswers() {
      await pressInNewest(words.view)
      await newestForm.find({ css: '.answer' }).waitUntil('visible')
    },
    hideAnswers: () => pressInNewest(words.hideAnswers),
    revealAll: () => pressInNewest(words.revealAll),
    copyAll: () => pressInNewest(words.copyAll),
    cancel: () => pressInNewest(words.cancel),
    sendAgain: () => pressInNewest(words.sendAgain),
    askAgainThis: () => pressInNewest(words.askAgainThis),
    reveal: (label: string) => answerButton(words.reveal, label).click(),
    copy: (label: string) => answerButton(words.copy, label).click(),
    /** Views an off-the-record answer, which is possible once. */
    openOnce: (label: string) => answerButton(words.viewOnce, label).click(),
    answerRow,
    shownAnswer: (label: string) => answerRow(label).find({ css: 'dd' }).text(),
    answerCount: () => page.find({ css: '.answer' }).count(),
    signOutWarning: page.find({ css: '.warning' }),
    staySignedIn: () => press(words.stay),
    continueAfterSignIn: () => press(words.signInAgain),
    lookAgain: () => press(words.lookAgain),
    search: page.find({ css: '#search' }),
  }
}
