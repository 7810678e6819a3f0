/** Sends a form in an embedded panel, and answers it in an embedded form. */
import type { FrameLocator } from 'playwright-core'

export const sendBankAccountForm = async (panel: FrameLocator): Promise<void> => {
  await panel.getByRole('button', { name: 'Send a form' }).click()
  await panel.getByRole('radio', { name: 'Bank account details' }).check()
  await panel.getByRole('button', { name: 'Send', exact: true }).click()
}

export const answerBankAccountForm = async (form: FrameLocator): Promise<void> => {
  await form.getByLabel('Account holder').fill('Ada Lovelace')
  await form.getByLabel('IBAN', { exact: true }).fill('DE89 3704 0044 0532 0130 00')
  await form.getByLabel('Yes', { exact: true }).check()
  await form.getByRole('button', { name: 'Review' }).click()
  await form.getByRole('button', { name: /^Send/ }).click()
  await form.getByRole('heading', { name: 'Your answers were sent to' }).waitFor()
}
