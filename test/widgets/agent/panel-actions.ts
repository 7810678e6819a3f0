/** What an agent does in the panel, and how what it shows is read. */
import type { OpenedForm } from '../../../contracts/visitor-form.ts'
import { trustForm } from '../../../widgets/shared/trust-form.ts'
import { parseVisitorLink } from '../../../widgets/shared/visitor-link.ts'
import type { AgentDesktop } from './agent-desktop.ts'

export const press = (desk: AgentDesktop, name: string | RegExp) =>
  desk.panel.getByRole('button', { name, exact: typeof name === 'string' }).click()

/** The card of the form that was sent last. */
export const newestForm = ({ panel }: Pick<AgentDesktop, 'panel'>) => panel.locator('.forms > li').first()

export const waitForStatus = (desk: AgentDesktop, words: string) =>
  newestForm(desk).locator('.status').getByText(words, { exact: true }).waitFor()

/** Sends a form and answers with its link, as the chat would carry it. */
export const sendForm = async (desk: AgentDesktop, title = 'Card payment'): Promise<string> => {
  const before = (await desk.eventsNamed('sent')).length
  await desk.panel.getByRole('radio', { name: title, exact: true }).check()
  await press(desk, 'Send')
  await waitForStatus(desk, 'Sent. Not opened yet.')
  return waitForLink(desk, before)
}

export const waitForLink = async (desk: AgentDesktop, before: number): Promise<string> => {
  for (;;) {
    const sent = (await desk.eventsNamed('sent'))[before]
    if (sent !== undefined) return String(sent.link)
    await desk.page.waitForTimeout(20)
  }
}

/** A form that is sent, filled in and sent back, its answers in the panel. */
export const receiveCardAnswers = async (desk: AgentDesktop): Promise<string> => {
  const { scene } = desk
  const submissionId = await scene.submitCard(await scene.openLink(await sendForm(desk)))
  await waitForStatus(desk, 'Submitted. The answers are here, only for you.')
  return submissionId
}

/** The row of one question. */
export const answerRow = (desk: AgentDesktop, label: string) =>
  newestForm(desk)
    .locator('.answer')
    .filter({ has: desk.panel.locator('dt').getByText(label, { exact: true }) })

export const shownAnswer = async (desk: AgentDesktop, label: string) =>
  (await answerRow(desk, label).locator('dd').first().textContent()) ?? ''

/** What the visitor's page would say of a form that came for this link. */
export const reasonToDistrust = async (link: string, form: OpenedForm): Promise<string> => {
  const { template, sealingKey, context } = form
  const fingerprint = parseVisitorLink(new URL(link).hash)?.fingerprint
  const trust = await trustForm({ questions: template.questions, context, sealingKey, fingerprint })
  return trust.trusted ? 'none' : trust.reason
}
