/** What the shipped templates say, in the languages that the visitor's page speaks. A language is one file of this shape. */

interface Asked {
  readonly label: string
  readonly hint: string
}

interface Head {
  readonly title: string
  readonly intro: string
  readonly submitLabel: string
}

export interface Texts {
  readonly cardPayment: Head & {
    readonly cardholderName: Asked
    readonly cardNumber: Asked
    readonly cardExpiry: Asked
    readonly securityCode: Asked
    readonly postalCode: Asked
  }
  readonly identityCheck: Head & {
    readonly fullName: Asked
    readonly dateOfBirth: string
    readonly documentKind: string
    readonly socialSecurity: string
    readonly identityCard: string
    readonly passport: string
    readonly drivingLicence: string
    readonly nationalId: Asked
  }
  readonly bankAccount: Head & {
    readonly accountHolder: Asked
    readonly iban: Asked
    readonly accountKind: string
    readonly personal: string
    readonly business: string
    readonly mayUseAccount: string
  }
}
