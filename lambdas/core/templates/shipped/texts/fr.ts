import type { TemplateTexts } from './texts.ts'

export const fr: TemplateTexts = {
  cardPayment: {
    title: 'Paiement par carte',
    intro:
      'Saisissez les données de la carte avec laquelle vous souhaitez payer. Ces données n’apparaissent pas dans le chat.',
    submitLabel: 'Envoyer les données de la carte',
    cardholderName: {
      label: 'Nom figurant sur la carte',
      hint: 'Exactement comme il est imprimé sur la carte.',
    },
    cardNumber: 'Numéro de carte',
    cardExpiry: 'Date d’expiration',
    securityCode: {
      label: 'Code de sécurité',
      hint: '3 chiffres au dos (Amex\u00a0: 4 au recto)',
    },
    postalCode: {
      label: 'Code postal de l’adresse de facturation',
      hint: 'L’adresse à laquelle sont envoyés vos relevés de carte.',
    },
  },
  identityCheck: {
    title: 'Vérification d’identité',
    intro:
      'Avant que nous puissions vous aider avec votre compte, veuillez confirmer votre identité. Vos réponses n’apparaissent pas dans le chat.',
    submitLabel: 'Envoyer les réponses',
    fullName: {
      label: 'Nom et prénom',
      hint: 'Tels qu’ils figurent sur votre document officiel.',
    },
    dateOfBirth: 'Date de naissance',
    documentKind: 'Quel numéro allez-vous indiquer\u00a0?',
    socialSecurity: 'Numéro de sécurité sociale',
    identityCard: 'Carte nationale d’identité',
    passport: 'Passeport',
    drivingLicence: 'Permis de conduire',
    nationalId: {
      label: 'Le numéro',
      hint: 'De 4 à 32 lettres et chiffres. Les espaces, points, tirets et barres obliques sont acceptés.',
    },
  },
  bankAccount: {
    title: 'Coordonnées bancaires',
    intro: 'Indiquez le compte que nous devons utiliser. Ces données n’apparaissent pas dans le chat.',
    submitLabel: 'Envoyer les coordonnées bancaires',
    accountHolder: {
      label: 'Titulaire du compte',
      hint: 'Le nom de la personne ou de l’entreprise à laquelle appartient le compte.',
    },
    iban: {
      label: 'IBAN',
      hint: 'Il commence par les deux lettres du pays et figure sur vos relevés de compte. Vous pouvez saisir des espaces.',
    },
    accountKind: 'Type de compte',
    personal: 'Compte personnel',
    business: 'Compte professionnel',
    mayUseAccount: 'Êtes-vous titulaire du compte ou avez-vous l’autorisation de l’utiliser\u00a0?',
  },
}
