import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/**
 * A space that does not break stands before `:`, `;`, `?` and `!`. A name follows only *par*, *chez* and *à*, because
 * *de* would need an apostrophe before a vowel.
 */
export const messages: Messages = {
  opening: 'Ouverture du formulaire…',
  from: (site) => `Formulaire sécurisé envoyé par ${site}`,
  formTitle: (form, site) => `${form}\u00a0: formulaire sécurisé envoyé par ${site}`,
  start: {
    title: (site) => `Formulaire sécurisé envoyé par ${site}`,
    heading: (site) => `${site} vous a envoyé un formulaire sécurisé`,
    text: 'Seul le conseiller qui vous l’a envoyé peut lire vos réponses. Elles n’apparaissent pas dans le chat.',
    oneBrowser:
      'Ce formulaire ne s’ouvre que dans un seul navigateur. Utilisez celui dans lequel vous souhaitez le remplir.',
    open: 'Ouvrir le formulaire',
  },
  errorTitle: (title) => `Erreur\u00a0: ${title}`,
  error: 'Erreur\u00a0: ',
  field: {
    optional: '(facultatif)',
    show: 'Afficher',
    hide: 'Masquer',
    about: (action, question) => `${action}\u00a0: ${question}`,
    choose: 'Choisissez…',
    noAnswer: 'Sans réponse',
    yes: 'Oui',
    no: 'Non',
    day: 'Jour',
    month: 'Mois',
    year: 'Année',
    dateHint: (example) => `Par exemple, ${example}`,
    expiryHint: (example) => `Mois et année, par exemple ${example}`,
    upTo: plural('fr', {
      one: '# caractère au maximum',
      many: '# de caractères au maximum',
      other: '# caractères au maximum',
    }),
    cardBrand: (brand) => `Type de carte\u00a0: ${brand}`,
    offTheRecord: 'Jamais enregistré. Seul votre conseiller peut voir cette réponse, une seule fois.',
  },
  errors: {
    fillIn: (question) => `Remplissez ce champ\u00a0: ${question}`,
    choose: (question) => `Choisissez une réponse\u00a0: ${question}`,
    chooseOne: (question) => `Choisissez l’une des réponses proposées\u00a0: ${question}`,
    symbol: (symbol) => `Supprimez ce caractère\u00a0: ${symbol}`,
    characters: 'Supprimez les caractères qui ne sont pas autorisés ici',
    longer: 'Saisissez une réponse plus longue',
    shorter: 'Saisissez une réponse plus courte',
    atLeast: plural('fr', {
      one: 'Saisissez au moins # caractère',
      many: 'Saisissez au moins # de caractères',
      other: 'Saisissez au moins # caractères',
    }),
    atMost: plural('fr', {
      one: 'Saisissez au maximum # caractère',
      many: 'Saisissez au maximum # de caractères',
      other: 'Saisissez au maximum # caractères',
    }),
    tooLongTogether: (question) =>
      `Raccourcissez cette réponse\u00a0: ${question}. L’ensemble de vos réponses est trop long pour être envoyé`,
    cardNumber: {
      missing: 'Saisissez votre numéro de carte',
      format: 'Saisissez uniquement les chiffres de votre numéro de carte',
      length: 'Vérifiez votre numéro de carte. Il doit comporter de 12 à 19 chiffres',
      checksum: 'Vérifiez votre numéro de carte. Il semble incorrect',
    },
    cardExpiry: {
      missing: (example) => `Saisissez la date d’expiration de votre carte, par exemple ${example}`,
      format: (example) => `Saisissez le mois et l’année, par exemple ${example}`,
      month: 'Vérifiez le mois. Il doit être compris entre 01 et 12',
      past: 'Cette carte a expiré. Vérifiez la date ou utilisez une autre carte',
    },
    cardCode: {
      missing: 'Saisissez le code de sécurité de votre carte',
      format: 'Saisissez uniquement les chiffres du code de sécurité',
      length: 'Vérifiez le code de sécurité. Il comporte 3 chiffres, ou 4 sur les cartes American Express',
      digits: plural('fr', {
        one: 'Vérifiez le code de sécurité. Il comporte # chiffre sur cette carte',
        many: 'Vérifiez le code de sécurité. Il comporte # de chiffres sur cette carte',
        other: 'Vérifiez le code de sécurité. Il comporte # chiffres sur cette carte',
      }),
    },
    pin: {
      missing: 'Saisissez votre code PIN',
      format: 'Saisissez uniquement les chiffres de votre code PIN',
      length: 'Saisissez un code PIN de 4 à 12 chiffres',
    },
    email: {
      missing: 'Saisissez votre adresse e-mail',
      format: 'Saisissez une adresse e-mail, par exemple nom@example.com',
      length: 'Saisissez une adresse e-mail plus courte',
    },
    phone: {
      missing: 'Saisissez votre numéro de téléphone',
      format: 'Saisissez un numéro de téléphone, par exemple +33 1 99 00 12 34',
      length: 'Vérifiez votre numéro de téléphone. Il doit comporter de 4 à 15 chiffres',
    },
    date: {
      missing: (example) => `Saisissez une date, par exemple ${example}`,
      format: (example) => `Saisissez une date valide, par exemple ${example}`,
      year: 'Saisissez l’année en 4 chiffres',
      from: (date) => `Saisissez une date à partir du ${date}`,
      until: (date) => `Saisissez une date jusqu’au ${date}`,
      fromToday: 'Saisissez la date du jour ou une date ultérieure',
      untilToday: 'Saisissez la date du jour ou une date antérieure',
    },
    number: (example) => `Saisissez un nombre, par exemple ${example}`,
    iban: {
      format: 'Saisissez un IBAN, par exemple FR14 2004 1010 0505 0001 3M02 606',
      length: 'Vérifiez votre IBAN. Il doit comporter de 15 à 34 lettres et chiffres',
      checksum: 'Vérifiez votre IBAN. Il semble incorrect',
    },
    nationalId: {
      format: 'Utilisez uniquement des lettres, des chiffres, des espaces et les caractères . / - + ( )',
      length: 'Saisissez de 4 à 32 caractères',
    },
  },
  fillIn: {
    review: 'Vérifier',
    decline: 'Refuser',
    problem: 'Certaines réponses sont à corriger',
    keepOpen:
      'Gardez cette page ouverte jusqu’à l’envoi du formulaire. Ce navigateur ne pourra pas rouvrir le formulaire.',
    notTaken: 'Nous n’avons pas pu accepter ces réponses. Demandez de l’aide à votre conseiller dans le chat.',
    offline:
      'Vous êtes hors ligne. Vos réponses restent sur cette page. Envoyez-les lorsque vous serez de nouveau en ligne.',
    onlineAgain: 'Vous êtes de nouveau en ligne.',
  },
  review: {
    heading: 'Vérifiez vos réponses',
    change: 'Modifier',
    goesTo: (site) =>
      `Chez ${site}, seul le conseiller qui vous a envoyé ce formulaire peut lire vos réponses. Elles n’apparaissent pas dans le chat.`,
    send: 'Envoyer',
    back: 'Retour',
    notAnswered: 'Sans réponse',
    sealed: '•••• Visible uniquement par votre conseiller',
    sending: 'Envoi en cours…',
    notArrived: 'Vos réponses ne sont pas encore envoyées. Réessayez.',
    later:
      'Vos réponses ne sont pas encore envoyées. Nous recevons beaucoup de demandes en ce moment. Réessayez dans une minute.',
    unknown:
      'Nous ne savons pas encore si vos réponses ont été envoyées. Gardez cette page ouverte pendant que nous vérifions. Vous pouvez aussi réessayer\u00a0: nous n’envoyons jamais vos réponses deux fois.',
  },
  context: { purpose: 'Objet', amount: 'Montant', reference: 'Référence' },
  receipt: {
    title: (site) => `Envoyé à ${site}`,
    heading: (site) => `Vos réponses ont été envoyées à ${site}`,
    inChat: 'Vous pouvez poursuivre le chat.',
    onPage: 'Vous pouvez fermer cette page et revenir au chat.',
    to: 'Destinataire',
    toWhom: (site) =>
      `Le conseiller de chez ${site} qui vous a envoyé ce formulaire. Personne d’autre dans le chat ne peut lire vos réponses.`,
    when: 'Date et heure',
    number: 'Numéro de confirmation',
    print: 'Imprimer ou enregistrer',
  },
  declineDialog: {
    title: 'Refuser ce formulaire\u00a0?',
    text: (site) =>
      `Vos réponses ne seront pas envoyées. Votre conseiller chez ${site} verra que vous avez refusé le formulaire.`,
    yes: 'Refuser le formulaire',
    no: 'Revenir au formulaire',
    failed: 'Votre refus n’a pas pu être envoyé. Réessayez.',
  },
  declined: {
    title: 'Formulaire refusé',
    heading: 'Vous avez refusé ce formulaire',
    text: (site) =>
      `Rien n’a été envoyé à ${site}. Si vous changez d’avis, demandez à votre conseiller dans le chat de vous renvoyer le formulaire.`,
  },
  moreTime: {
    title: 'Avez-vous besoin de plus de temps\u00a0?',
    text: 'Ce formulaire se fermera dans environ deux minutes pour protéger vos réponses.',
    soon: 'Ce formulaire va bientôt se fermer pour protéger vos réponses.',
    yes: 'Obtenir plus de temps',
    no: 'Laisser le formulaire se fermer',
    given: 'Vous avez maintenant plus de temps.',
    unreachable: 'Nous n’avons pas pu vous accorder plus de temps. Réessayez.',
    longest: 'Ce formulaire ne peut pas rester ouvert plus longtemps. Envoyez-le maintenant.',
  },
  ended: {
    cancelled: 'Votre conseiller a annulé ce formulaire.',
    closed: 'Le chat est terminé. Ce formulaire est donc fermé.',
    expired: 'Ce formulaire a expiré.',
    unknown: 'Ce formulaire n’est plus ouvert.',
    kept: 'Vous pouvez copier vos réponses tant que vous restez sur cette page. Nous avons supprimé celles qui ne sont jamais enregistrées.',
    askAgain: 'Demandez à votre conseiller dans le chat de vous renvoyer le formulaire.',
    newChat: 'Si vous avez encore besoin du formulaire, commencez un nouveau chat.',
  },
  notAvailable: {
    title: 'Ce formulaire n’est pas disponible',
    heading: 'Ce formulaire n’est pas disponible ici',
    text: 'Un formulaire ne s’ouvre que dans un seul navigateur et pour une durée limitée. Il est peut-être ouvert dans un autre navigateur, il a peut-être expiré, ou le chat est terminé.',
    ask: 'Demandez à votre conseiller dans le chat de vous renvoyer le formulaire.',
  },
  damagedLink: {
    title: 'Ce lien est incomplet',
    heading: 'Ce lien est incomplet',
    text: 'Ouvrez de nouveau le lien depuis le chat, ou copiez-le en entier.',
  },
  distrust: {
    title: 'Ce formulaire n’est pas sûr',
    heading: 'Ne remplissez pas ce formulaire',
    text: 'Nous ne pouvons pas garantir que seul votre conseiller verrait vos réponses. Cette page ne vous les demande donc pas. Rien n’a été envoyé. Prévenez votre conseiller dans le chat et demandez-lui un nouveau formulaire.',
    'fingerprint-missing':
      'Il manque au lien la partie qui indique qui peut lire vos réponses. Elle a peut-être été coupée lors de la copie.',
    'key-missing': 'Il manque à ce formulaire la clé de votre conseiller.',
    'fingerprint-mismatch':
      'Ce n’est pas le formulaire que votre conseiller a envoyé. Sa clé, ses questions ou son objet ont été modifiés en chemin.',
  },
  unreachable: {
    title: 'Le formulaire est inaccessible',
    heading: 'Le formulaire est inaccessible pour le moment',
    text: 'Vérifiez votre connexion internet, puis réessayez.',
    busy: 'Nous recevons beaucoup de demandes en ce moment. Réessayez dans une minute.',
    again: 'Réessayer',
  },
  unsupported: {
    title: 'Cette page ne peut pas afficher le formulaire',
    heading: 'Cette page ne peut pas afficher le formulaire',
    tooOld:
      'Ce navigateur est trop ancien. Mettez-le à jour ou ouvrez le lien dans un autre navigateur. Le lien fonctionne toujours.',
    insecure:
      'La connexion à cette page n’est pas sécurisée. Ouvrez de nouveau le lien depuis le chat. Il doit commencer par https.',
    failed:
      'Une erreur s’est produite. Rechargez cette page ou ouvrez le lien dans un autre navigateur. Le lien fonctionne toujours.',
    failedOpened:
      'Une erreur s’est produite. Rechargez cette page. Si le problème persiste, demandez à votre conseiller de vous renvoyer le formulaire.',
    reload: 'Recharger la page',
  },
}
