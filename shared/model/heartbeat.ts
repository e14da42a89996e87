/** The tag of our powerless role that each heartbeat changes; its value is the heartbeat's id. */
export const heartbeatTag = 'gatewatch:heartbeat';
