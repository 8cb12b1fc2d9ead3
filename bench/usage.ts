import { tellUsage } from './child';

/** Loaded before a program that knows nothing of being measured. */
tellUsage();
