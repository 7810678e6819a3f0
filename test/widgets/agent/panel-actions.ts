/** What an agent does in the panel, and how what it shows is read. */
import type { Desk } from './agent-desktop.ts'

export const press = (desk: Desk, name: string | RegExp) =>
  desk.panel.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** The card of the form that was sent last. */
export const newest = ({ panel }: Pick<Desk, 'panel'>) => panel.locator('.forms > li').first()

export const statusOf = (desk: Desk, words: string) =>
  newest(desk).locator('.status').getByText(words, { exact: true }).waitFor()

/** Sends a form and answers with its link, as the chat would carry it. */
export const sendForm = async (desk: Desk, title = 'Card payment'): Promise<string> => {
  const before = (await desk.told('sent')).length
  await desk.panel.getByRole('radio', { name: title, exact: true }).check()
  await press(desk, 'Send')
  await statusOf(desk, 'Sent. Not opened yet.')
  return linkAfter(desk, before)
}

export const linkAfter = async (desk: Desk, before: number): Promise<string> => {
  for (;;) {
    const sent = (await desk.told('sent'))[before]
    if (sent !== undefined) return String(sent.link)
    await desk.page.waitForTimeout(20)
  }
}

/** A form that is sent, filled in and sent back, its answers in the panel. */
export const receiveCard = async (desk: Desk): Promise<string> => {
  const { scene } = desk
  const submissionId = await scene.submitCard(await scene.openLink(await sendForm(desk)))
  await statusOf(desk, 'Submitted. The answers are here, only for you.')
  return submissionId
}

/** The row of one question. */
export const answerTo = (desk: Desk, label: string) =>
  newest(desk)
    .locator('.answer')
    .filter({ has: desk.panel.locator('dt').getByText(label, { exact: true }) })

export const shownFor = async (desk: Desk, label: string) =>
  (await answerTo(desk, label).locator('dd').first().textContent()) ?? ''
