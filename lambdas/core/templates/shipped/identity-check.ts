/**
 * A template for a check of the visitor's identity: name, date of birth and an official number. Every new site has this
 * template.
 */
import type { TemplateDraftInput } from '../../../../contracts/template.ts'
import { inAllLanguages, labelAndHint } from './texts/in-all-languages.ts'

export const identityCheck: TemplateDraftInput = {
  templateId: 'identity-check',
  defaultLocale: 'en',
  title: inAllLanguages(({ identityCheck }) => identityCheck.title),
  intro: inAllLanguages(({ identityCheck }) => identityCheck.intro),
  submitLabel: inAllLanguages(({ identityCheck }) => identityCheck.submitLabel),
  questions: [
    {
      id: 'full-name',
      type: 'text',
      ...labelAndHint(({ identityCheck }) => identityCheck.fullName),
      required: true,
      masked: false,
      offTheRecord: false,
      minLength: 2,
      maxLength: 200,
    },
    {
      id: 'date-of-birth',
      type: 'date',
      label: inAllLanguages(({ identityCheck }) => identityCheck.dateOfBirth),
      required: true,
      masked: false,
      offTheRecord: false,
      latest: 'today',
    },
    {
      id: 'document-kind',
      type: 'choice',
      label: inAllLanguages(({ identityCheck }) => identityCheck.documentKind),
      required: true,
      masked: false,
      offTheRecord: false,
      options: [
        { value: 'social-security', label: inAllLanguages(({ identityCheck }) => identityCheck.socialSecurity) },
        { value: 'identity-card', label: inAllLanguages(({ identityCheck }) => identityCheck.identityCard) },
        { value: 'passport', label: inAllLanguages(({ identityCheck }) => identityCheck.passport) },
        { value: 'driving-licence', label: inAllLanguages(({ identityCheck }) => identityCheck.drivingLicence) },
      ],
    },
    {
      id: 'national-id',
      type: 'national-id',
      ...labelAndHint(({ identityCheck }) => identityCheck.nationalId),
      required: true,
      masked: true,
      offTheRecord: false,
    },
  ],
}
