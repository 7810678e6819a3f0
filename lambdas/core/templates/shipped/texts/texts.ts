/**
 * The texts of the shipped templates in the languages of the visitor's page. Each language has one file of this type.
 */

interface LabelAndHint {
  readonly label: string
  readonly hint: string
}

interface TemplateHeading {
  readonly title: string
  readonly intro: string
  readonly submitLabel: string
}

export interface TemplateTexts {
  readonly cardPayment: TemplateHeading & {
    readonly cardholderName: LabelAndHint
    readonly cardNumber: string
    readonly cardExpiry: string
    readonly securityCode: LabelAndHint
    readonly postalCode: LabelAndHint
  }
  readonly identityCheck: TemplateHeading & {
    readonly fullName: LabelAndHint
    readonly dateOfBirth: string
    readonly documentKind: string
    readonly socialSecurity: string
    readonly identityCard: string
    readonly passport: string
    readonly drivingLicence: string
    readonly nationalId: LabelAndHint
  }
  readonly bankAccount: TemplateHeading & {
    readonly accountHolder: LabelAndHint
    readonly iban: LabelAndHint
    readonly accountKind: string
    readonly personal: string
    readonly business: string
    readonly mayUseAccount: string
  }
}
