/** Who the visitor is: name, birthday and an official number. Every new site starts with it. */
import type { TemplateDraftInput } from '../../../contracts/template.ts'

export const identityCheck: TemplateDraftInput = {
  templateId: 'identity-check',
  defaultLocale: 'en',
  title: {
    en: 'Identity check',
    de: 'Identitätsprüfung',
    es: 'Comprobación de identidad',
    fr: 'Vérification d’identité',
  },
  intro: {
    en: 'Before we can help you with your account, please confirm who you are. Your answers go to your agent through this protected form and do not appear in the chat.',
    de: 'Bevor wir Ihnen bei Ihrem Konto helfen können, bestätigen Sie bitte Ihre Identität. Ihre Ansprechperson erhält Ihre Antworten über dieses geschützte Formular; im Chat erscheinen sie nicht.',
    es: 'Antes de ayudarle con su cuenta, necesitamos que confirme su identidad. Su agente recibe sus respuestas a través de este formulario protegido y no aparecen en el chat.',
    fr: 'Avant que nous puissions vous aider avec votre compte, veuillez confirmer votre identité. Votre conseiller reçoit vos réponses par ce formulaire protégé\u00a0; elles n’apparaissent pas dans le chat.',
  },
  submitLabel: {
    en: 'Send answers',
    de: 'Antworten senden',
    es: 'Enviar respuestas',
    fr: 'Envoyer les réponses',
  },
  theme: { accent: '#0b57d0' },
  questions: [
    {
      id: 'full-name',
      type: 'text',
      label: {
        en: 'Full name',
        de: 'Vor- und Nachname',
        es: 'Nombre y apellidos',
        fr: 'Nom et prénom',
      },
      hint: {
        en: 'As it appears on your official document.',
        de: 'So, wie er in Ihrem Ausweis steht.',
        es: 'Tal como figuran en su documento oficial.',
        fr: 'Tels qu’ils figurent sur votre document officiel.',
      },
      required: true,
      masked: false,
      offTheRecord: false,
      minLength: 2,
      maxLength: 200,
    },
    {
      id: 'date-of-birth',
      type: 'date',
      label: {
        en: 'Date of birth',
        de: 'Geburtsdatum',
        es: 'Fecha de nacimiento',
        fr: 'Date de naissance',
      },
      required: true,
      masked: false,
      offTheRecord: false,
    },
    {
      id: 'document-kind',
      type: 'choice',
      label: {
        en: 'Which number will you give?',
        de: 'Welche Nummer geben Sie an?',
        es: '¿Qué número va a indicar?',
        fr: 'Quel numéro allez-vous indiquer\u00a0?',
      },
      required: true,
      masked: false,
      offTheRecord: false,
      options: [
        {
          value: 'social-security',
          label: {
            en: 'Social security number',
            de: 'Sozialversicherungsnummer',
            es: 'Número de la seguridad social',
            fr: 'Numéro de sécurité sociale',
          },
        },
        {
          value: 'identity-card',
          label: {
            en: 'National identity card',
            de: 'Personalausweis',
            es: 'Documento nacional de identidad',
            fr: 'Carte nationale d’identité',
          },
        },
        {
          value: 'passport',
          label: { en: 'Passport', de: 'Reisepass', es: 'Pasaporte', fr: 'Passeport' },
        },
        {
          value: 'driving-licence',
          label: {
            en: 'Driving licence',
            de: 'Führerschein',
            es: 'Permiso de conducir',
            fr: 'Permis de conduire',
          },
        },
      ],
    },
    {
      id: 'national-id',
      type: 'national-id',
      label: {
        en: 'The number itself',
        de: 'Die Nummer selbst',
        es: 'El número',
        fr: 'Le numéro',
      },
      hint: {
        en: '4 to 32 letters and digits. Spaces, dots, dashes and slashes are fine.',
        de: '4 bis 32 Buchstaben und Ziffern. Leerzeichen, Punkte, Bindestriche und Schrägstriche sind erlaubt.',
        es: 'De 4 a 32 letras y dígitos. Puede escribir espacios, puntos, guiones y barras.',
        fr: 'De 4 à 32 lettres et chiffres. Les espaces, points, tirets et barres obliques sont acceptés.',
      },
      required: true,
      masked: true,
      offTheRecord: false,
    },
  ],
}
