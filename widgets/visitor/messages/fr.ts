import type { Messages } from './messages.ts'
import { plural } from './plural.ts'

/** Before a colon and the like stands a space that does not break. */
export const messages: Messages = {
  opening: 'Ouverture du formulaire…',
  from: (site) => `Formulaire sécurisé de ${site}`,
  formTitle: (form, site) => `${form}\u00a0: formulaire sécurisé de ${site}`,
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
    dateHint: (example) => `Par exemple ${example}`,
    expiryHint: (example) => `Mois et année, par exemple ${example}`,
    upTo: plural('fr', {
      one: '# caractère au maximum',
      many: '# de caractères au maximum',
      other: '# caractères au maximum',
    }),
    cardBrand: (brand) => `Carte\u00a0: ${brand}`,
    offTheRecord:
      'Non enregistré\u00a0: seule la personne qui vous a envoyé ce formulaire peut lire cette réponse, dans l’onglet qu’elle a ouvert en ce moment. Elle n’est conservée nulle part.',
  },
  errors: {
    fillIn: (question) => `Remplissez ce champ\u00a0: ${question}`,
    choose: (question) => `Choisissez une réponse\u00a0: ${question}`,
    chooseOne: (question) => `Choisissez l’une des réponses proposées\u00a0: ${question}`,
    characters: 'Vérifiez cette réponse\u00a0: elle contient des caractères qui ne conviennent pas ici',
    longer: 'Saisissez davantage de caractères',
    shorter: 'Saisissez moins de caractères',
    atLeast: plural('fr', {
      one: 'Saisissez au moins # caractère',
      many: 'Saisissez au moins # de caractères',
      other: 'Saisissez au moins # caractères',
    }),
    atMost: plural('fr', {
      one: 'Saisissez au plus # caractère',
      many: 'Saisissez au plus # de caractères',
      other: 'Saisissez au plus # caractères',
    }),
    tooLongTogether: (question) =>
      `Raccourcissez cette réponse\u00a0: ${question}. L’ensemble des réponses est trop long pour être envoyé`,
    cardNumber: {
      missing: 'Saisissez le long numéro qui figure au recto de votre carte',
      format: 'Saisissez uniquement des chiffres\u00a0; les espaces et les tirets sont acceptés',
      length: 'Saisissez tous les chiffres du numéro de carte\u00a0: il y en a de 12 à 19',
      checksum: 'Vérifiez le numéro de carte\u00a0: l’un des chiffres semble incorrect',
    },
    cardExpiry: {
      missing: (example) => `Saisissez le mois et l’année d’expiration de votre carte, par exemple ${example}`,
      format: (example) => `Saisissez le mois et l’année, par exemple ${example}`,
      past: 'Cette carte a expiré. Utilisez une autre carte ou vérifiez la date',
    },
    cardCode: {
      missing: 'Saisissez le code de sécurité à 3 ou 4 chiffres de votre carte',
      format: 'Saisissez les 3 ou 4 chiffres du code de sécurité, sans lettres',
      length: 'Saisissez tous les chiffres du code de sécurité\u00a0: 3, ou 4 sur les cartes American Express',
    },
    pin: { format: 'Saisissez uniquement des chiffres', length: 'Saisissez un code de 4 à 12 chiffres' },
    email: {
      missing: 'Saisissez votre adresse e-mail',
      format: 'Saisissez une adresse e-mail au format nom@example.com',
      length: 'Saisissez une adresse e-mail plus courte',
    },
    phone: {
      missing: 'Saisissez votre numéro de téléphone',
      format: 'Saisissez un numéro de téléphone en chiffres, par exemple +33 1 99 00 12 34',
      length: 'Saisissez le numéro de téléphone complet\u00a0: de 4 à 15 chiffres',
    },
    date: (example) => `Saisissez une date qui existe, avec le jour, le mois et l’année, par exemple ${example}`,
    number: (example) => `Saisissez un nombre en chiffres, par exemple ${example}`,
    iban: {
      format:
        'Saisissez un IBAN\u00a0: deux lettres, puis des chiffres et des lettres, par exemple FR14 2004 1010 0505 0001 3M02 606',
      length: 'Saisissez l’IBAN complet\u00a0: de 15 à 34 chiffres et lettres',
      checksum: 'Vérifiez l’IBAN\u00a0: l’un des caractères semble incorrect',
    },
    nationalId: {
      format:
        'Utilisez uniquement des lettres, des chiffres, des espaces, des points, des barres obliques, des tirets, des signes plus et des parenthèses',
      length: 'Saisissez le numéro complet\u00a0: de 4 à 32 caractères',
    },
  },
  fillIn: {
    review: 'Vérifier',
    decline: 'Je préfère ne pas répondre',
    problem: 'Il y a un problème',
    keepOpen:
      'Veuillez garder cette page ouverte jusqu’à l’envoi du formulaire\u00a0: votre navigateur n’en conserve rien.',
    notTaken: 'Le service n’a pas accepté ces réponses. Veuillez vous adresser à votre conseiller dans le chat.',
    offline:
      'Vous êtes hors ligne. Ce que vous avez saisi reste sur cette page, et vous pourrez l’envoyer dès que la connexion sera rétablie.',
    onlineAgain: 'Vous êtes de nouveau en ligne.',
  },
  review: {
    heading: 'Vérifiez vos réponses',
    change: 'Modifier',
    goesTo: (site) =>
      `Vos réponses vont à la personne de ${site} qui vous a envoyé ce formulaire, et non dans le chat.`,
    send: 'Envoyer',
    back: 'Retour',
    notAnswered: 'Sans réponse',
    sealed: '•••• scellé pour votre conseiller',
    sending: 'Envoi en cours…',
    notArrived: 'Vos réponses ne sont pas arrivées. Rien n’est perdu\u00a0: veuillez appuyer de nouveau sur le bouton.',
    later:
      'Vos réponses ne sont pas arrivées\u00a0: le service est très sollicité en ce moment. Veuillez patienter une minute, puis appuyer de nouveau sur le bouton.',
    unknown:
      'Nous ne savons pas encore si vos réponses sont arrivées, car le service est injoignable. Gardez cette page ouverte\u00a0: elle continue de le demander. Vous pouvez aussi appuyer de nouveau sur le bouton\u00a0: elles ne peuvent pas arriver deux fois.',
  },
  receipt: {
    title: (site) => `Envoyé à ${site}`,
    heading: (site) => `Vos réponses ont été envoyées à ${site}`,
    text: 'Elles sont bien arrivées. Vous pouvez fermer ce formulaire et poursuivre la conversation.',
    to: 'Destinataire',
    toWhom: (site) =>
      `La personne de ${site} qui vous a envoyé ce formulaire. Personne d’autre dans le chat ne peut le lire.`,
    when: 'Date',
    reference: 'Référence',
  },
  declineDialog: {
    title: 'Ne pas remplir ce formulaire\u00a0?',
    text: (site) =>
      `Rien de ce que vous avez saisi ne sera envoyé, et votre conseiller chez ${site} saura que vous préférez ne pas répondre.`,
    yes: 'Oui, je préfère ne pas répondre',
    no: 'Revenir au formulaire',
    failed: 'Votre conseiller n’a pas pu être prévenu. Veuillez réessayer.',
  },
  declined: {
    title: 'Non rempli',
    heading: 'Vous avez choisi de ne pas remplir ce formulaire',
    text: (site) =>
      `Rien n’a été envoyé à ${site}, et votre conseiller le sait. Si vous changez d’avis, demandez dans le chat que le formulaire vous soit renvoyé.`,
  },
  moreTime: {
    title: 'Avez-vous besoin de plus de temps\u00a0?',
    text: 'Ce formulaire se ferme dans environ deux minutes, pour protéger ce que vous avez saisi.',
    soon: 'Ce formulaire est sur le point de se fermer, pour protéger ce que vous avez saisi.',
    yes: 'Oui, il me faut plus de temps',
    no: 'Non',
    given: 'Vous avez maintenant plus de temps.',
    unreachable: 'Le service est injoignable en ce moment. Veuillez réessayer.',
    longest: 'Ce formulaire ne peut pas rester ouvert plus longtemps. Veuillez l’envoyer maintenant.',
  },
  ended: {
    cancelled: 'Ce formulaire a été annulé par votre interlocuteur.',
    closed: 'Le chat est terminé, ce formulaire est donc fermé.',
    expired: 'Ce formulaire est fermé, car son délai est écoulé.',
    unknown: 'Ce formulaire est fermé.',
    kept: 'Ce que vous avez saisi reste ici jusqu’à ce que vous quittiez la page, sauf ce qui n’est pas enregistré.',
    askAgain: 'Veuillez demander dans le chat que le formulaire vous soit renvoyé.',
    newChat: 'Si vous avez encore besoin du formulaire, veuillez commencer un nouveau chat.',
  },
  notAvailable: {
    title: 'Ce formulaire n’est pas disponible',
    heading: 'Ce formulaire n’est pas disponible ici',
    text: 'Un formulaire ne s’ouvre que dans un seul navigateur et pour un temps limité. Il a peut-être été ouvert dans un autre, le délai est dépassé, ou la conversation est terminée.',
    ask: 'Veuillez demander dans le chat qu’il vous soit renvoyé.',
  },
  damagedLink: {
    title: 'Ce lien est incomplet',
    heading: 'Ce lien est incomplet',
    text: 'Les formulaires sécurisés s’ouvrent avec le lien entier reçu dans le chat. Appuyez dessus dans le chat, ou copiez-le en entier.',
  },
  distrust: {
    title: 'Ce formulaire n’est pas sûr',
    heading: 'Veuillez ne pas remplir ce formulaire',
    text: 'Cette page ne peut donc pas garantir que seul votre conseiller pourrait lire vos réponses, et ne les demande pas. Rien n’a été envoyé. Veuillez le signaler dans le chat et demander un nouveau formulaire.',
    'fingerprint-missing':
      'Il manque au lien la partie qui prouve qui peut lire vos réponses. Elle a peut-être été coupée lors de la copie.',
    'key-missing': 'Il manque au formulaire la clé que votre conseiller a créée pour lui.',
    'fingerprint-mismatch':
      'Le formulaire n’est pas celui que votre conseiller a envoyé : sa clé, ses questions ou son objet ont été modifiés en chemin.',
  },
  unreachable: {
    title: 'Le formulaire est injoignable',
    heading: 'Le formulaire est injoignable en ce moment',
    text: 'La connexion a peut-être été perdue. Rien n’est consommé\u00a0: vous pouvez réessayer.',
    busy: 'Le service est très sollicité en ce moment. Rien n’est consommé\u00a0: veuillez patienter une minute, puis réessayer.',
    again: 'Réessayer',
  },
}
