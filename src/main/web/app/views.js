// Every place of the app: where it is in the menu, and the module that draws it, fetched when somebody goes there.

export const SECTIONS = [
  {
    name: "her",
    views: {
      mood: () => import("../her/Mood.js"),
      memories: () => import("../her/Memories.js"),
      initiative: () => import("../her/Initiative.js"),
    },
  },
  {
    name: "house",
    ownerOnly: true,
    views: {
      people: () => import("../house/People.js"),
      models: () => import("../house/Models.js"),
      persona: () => import("../house/Persona.js"),
      health: () => import("../house/Health.js"),
      backups: () => import("../house/Backups.js"),
      settings: () => import("../house/Settings.js"),
    },
  },
  {
    name: "mine",
    views: {
      account: () => import("../mine/Account.js"),
      devices: () => import("../mine/Devices.js"),
      notifications: () => import("../mine/Notifications.js"),
      networks: () => import("../mine/Networks.js"),
      look: () => import("../mine/Look.js"),
    },
  },
];

/** The sections that somebody may see. */
export const sectionsOf = (account) => SECTIONS.filter((section) => !section.ownerOnly || account.owner);
