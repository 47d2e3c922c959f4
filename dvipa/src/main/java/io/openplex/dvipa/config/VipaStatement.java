package io.openplex.dvipa.config;

/** One statement about one address, range or route. */
public sealed interface VipaStatement permits VipaDefine, VipaBackup, VipaRange, VipaDelete, VipaRoute {}
