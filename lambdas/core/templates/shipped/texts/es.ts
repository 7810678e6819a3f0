import type { TemplateTexts } from './texts.ts'

export const es: TemplateTexts = {
  cardPayment: {
    title: 'Pago con tarjeta',
    intro: 'Introduzca los datos de la tarjeta con la que desea pagar. Los datos no aparecen en el chat.',
    submitLabel: 'Enviar datos de la tarjeta',
    cardholderName: {
      label: 'Nombre que figura en la tarjeta',
      hint: 'Exactamente como está impreso en la tarjeta.',
    },
    cardNumber: 'Número de tarjeta',
    cardExpiry: 'Fecha de caducidad',
    securityCode: {
      label: 'Código de seguridad',
      hint: '3 dígitos al dorso (Amex: 4 en el anverso)',
    },
    postalCode: {
      label: 'Código postal de la dirección de facturación',
      hint: 'La dirección a la que llegan los extractos de su tarjeta.',
    },
  },
  identityCheck: {
    title: 'Comprobación de identidad',
    intro:
      'Antes de ayudarle con su cuenta, necesitamos que confirme su identidad. Sus respuestas no aparecen en el chat.',
    submitLabel: 'Enviar respuestas',
    fullName: {
      label: 'Nombre y apellidos',
      hint: 'Tal como figuran en su documento oficial.',
    },
    dateOfBirth: 'Fecha de nacimiento',
    documentKind: '¿Qué número va a indicar?',
    socialSecurity: 'Número de la seguridad social',
    identityCard: 'Documento nacional de identidad',
    passport: 'Pasaporte',
    drivingLicence: 'Permiso de conducir',
    nationalId: {
      label: 'El número',
      hint: 'De 4 a 32 letras y dígitos. Puede escribir espacios, puntos, guiones y barras.',
    },
  },
  bankAccount: {
    title: 'Datos de la cuenta bancaria',
    intro: 'Indique la cuenta que debemos utilizar. Los datos no aparecen en el chat.',
    submitLabel: 'Enviar datos bancarios',
    accountHolder: {
      label: 'Titular de la cuenta',
      hint: 'El nombre de la persona o de la empresa a la que pertenece la cuenta.',
    },
    iban: {
      label: 'IBAN',
      hint: 'Empieza por las dos letras del país y figura en sus extractos bancarios. Puede escribir espacios.',
    },
    accountKind: 'Tipo de cuenta',
    personal: 'Cuenta personal',
    business: 'Cuenta de empresa',
    mayUseAccount: '¿Es usted titular de la cuenta o tiene autorización para disponer de ella?',
  },
}
