/**
 * Starting and stopping: the data directory, the database in it, the application, and the command
 * line around them. Knows no domain; the modules know nothing of it except commands, which are
 * given an {@link cn.nongchao.launch.AppSession}.
 */
@NullMarked
package cn.nongchao.launch;

import org.jspecify.annotations.NullMarked;
