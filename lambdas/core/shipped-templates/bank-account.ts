/** A bank account for a transfer or a direct debit; nothing in it is off the record. Every new site starts with it. */
import type { TemplateDraftInput } from '../../../contracts/template.ts'

export const bankAccount: TemplateDraftInput = {
  templateId: 'bank-account',
  defaultLocale: 'en',
  title: {
    en: 'Bank account details',
    de: 'Bankverbindung',
    es: 'Datos de la cuenta bancaria',
    fr: 'Coordonnées bancaires',
  },
  intro: {
    en: 'Enter the account that we should use. The details go to your agent through this protected form and do not appear in the chat.',
    de: 'Geben Sie das Konto an, das wir verwenden sollen. Ihre Ansprechperson erhält die Angaben über dieses geschützte Formular; im Chat erscheinen sie nicht.',
    es: 'Indique la cuenta que debemos utilizar. Su agente recibe los datos a través de este formulario protegido y no aparecen en el chat.',
    fr: 'Indiquez le compte que nous devons utiliser. Votre conseiller reçoit ces données par ce formulaire protégé\u00a0; elles n’apparaissent pas dans le chat.',
  },
  submitLabel: {
    en: 'Send bank details',
    de: 'Bankverbindung senden',
    es: 'Enviar datos bancarios',
    fr: 'Envoyer les coordonnées bancaires',
  },
  theme: { accent: '#0b57d0' },
  questions: [
    {
      id: 'account-holder',
      type: 'text',
      label: {
        en: 'Account holder',
        de: 'Kontoinhaber/in',
        es: 'Titular de la cuenta',
        fr: 'Titulaire du compte',
      },
      hint: {
        en: 'The name of the person or company the account belongs to.',
        de: 'Der Name der Person oder der Firma, der das Konto gehört.',
        es: 'El nombre de la persona o de la empresa a la que pertenece la cuenta.',
        fr: 'Le nom de la personne ou de l’entreprise à laquelle appartient le compte.',
      },
      required: true,
      masked: false,
      offTheRecord: false,
      minLength: 2,
      maxLength: 140,
    },
    {
      id: 'iban',
      type: 'iban',
      label: { en: 'IBAN', de: 'IBAN', es: 'IBAN', fr: 'IBAN' },
      hint: {
        en: 'It begins with two letters for the country and is printed on your bank statements. You may type spaces.',
        de: 'Sie beginnt mit zwei Buchstaben für das Land und steht auf Ihren Kontoauszügen. Leerzeichen sind erlaubt.',
        es: 'Empieza por las dos letras del país y figura en sus extractos bancarios. Puede escribir espacios.',
        fr: 'Il commence par les deux lettres du pays et figure sur vos relevés de compte. Vous pouvez saisir des espaces.',
      },
      required: true,
      masked: true,
      offTheRecord: false,
    },
    {
      id: 'account-kind',
      type: 'choice',
      label: {
        en: 'Kind of account',
        de: 'Art des Kontos',
        es: 'Tipo de cuenta',
        fr: 'Type de compte',
      },
      required: false,
      masked: false,
      offTheRecord: false,
      options: [
        {
          value: 'personal',
          label: { en: 'Personal account', de: 'Privatkonto', es: 'Cuenta personal', fr: 'Compte personnel' },
        },
        {
          value: 'business',
          label: { en: 'Business account', de: 'Geschäftskonto', es: 'Cuenta de empresa', fr: 'Compte professionnel' },
        },
      ],
    },
    {
      id: 'may-use-account',
      type: 'yes-no',
      label: {
        en: 'Are you the account holder, or allowed to act for them?',
        de: 'Gehört Ihnen das Konto, oder sind Sie berechtigt, darüber zu verfügen?',
        es: '¿Es usted titular de la cuenta o tiene autorización para disponer de ella?',
        fr: 'Êtes-vous titulaire du compte ou avez-vous l’autorisation de l’utiliser\u00a0?',
      },
      required: true,
      masked: false,
      offTheRecord: false,
    },
  ],
}
