/**
 * The report as one HTML file that needs nothing beside it. A ReportModel enters, the text of the
 * page leaves. It is built as a tree in which a name can only be text. It must not compute a
 * statistic: what it shows is in the model.
 */
@NullMarked
package io.poolbench.reports.render.html;

import org.jspecify.annotations.NullMarked;
