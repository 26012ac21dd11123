/**
 * Starting and stopping: the data directory, the database in it, the application, and the command
 * line around them. Knows no domain; modules know of it only what commands are given ({@link
 * AppSession}) and the words shown while starting ({@link Console}, {@link StartRefused}, {@link
 * FirstWords}).
 */
@NullMarked
package cn.nongchao.launch;

import org.jspecify.annotations.NullMarked;
