/**
 * A template that asks for a bank account for a transfer or a direct debit. No answer is off the record. Every new site
 * has this template.
 */
import type { TemplateDraftInput } from '../../../../contracts/template.ts'
import { inAllLanguages, labelAndHint } from './texts/in-all-languages.ts'

export const bankAccount: TemplateDraftInput = {
  templateId: 'bank-account',
  defaultLocale: 'en',
  title: inAllLanguages(({ bankAccount }) => bankAccount.title),
  intro: inAllLanguages(({ bankAccount }) => bankAccount.intro),
  submitLabel: inAllLanguages(({ bankAccount }) => bankAccount.submitLabel),
  questions: [
    {
      id: 'account-holder',
      type: 'text',
      ...labelAndHint(({ bankAccount }) => bankAccount.accountHolder),
      required: true,
      masked: false,
      offTheRecord: false,
      minLength: 2,
      maxLength: 140,
    },
    {
      id: 'iban',
      type: 'iban',
      ...labelAndHint(({ bankAccount }) => bankAccount.iban),
      required: true,
      masked: true,
      offTheRecord: false,
    },
    {
      id: 'account-kind',
      type: 'choice',
      label: inAllLanguages(({ bankAccount }) => bankAccount.accountKind),
      required: false,
      masked: false,
      offTheRecord: false,
      options: [
        { value: 'personal', label: inAllLanguages(({ bankAccount }) => bankAccount.personal) },
        { value: 'business', label: inAllLanguages(({ bankAccount }) => bankAccount.business) },
      ],
    },
    {
      id: 'may-use-account',
      type: 'yes-no',
      label: inAllLanguages(({ bankAccount }) => bankAccount.mayUseAccount),
      required: true,
      masked: false,
      offTheRecord: false,
    },
  ],
}
