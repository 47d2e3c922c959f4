package io.openplex.deploy.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** How a source file looks; each rule adds one line per finding. */
final class SourceRules {
    static final int FILE_LINES_MAX = 600;
    static final int METHOD_LINES_MAX = 60;
    static final int LINE_LENGTH_MAX = 120;

    private static final Pattern MARKER = Pattern.compile("(//|/\\*|^\\s*\\*).*\\b(TO[D]O|FIX[M]E|X[X]X)\\b");
    private static final Pattern SLEEP = Pattern.compile("\\bThread\\s*\\.\\s*sleep\\s*\\(");
    private static final Pattern TEST = Pattern.compile("@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b");
    private static final Pattern ASSERTION =
            Pattern.compile("\\b(assert\\w*|fail\\w*|verify\\w*|check\\w*|expect\\w*|require\\w*|must\\w*)\\s*\\(");

    private SourceRules() {}

    /** All findings in these files, which are taken for the whole house. */
    static List<String> findings(List<SourceFile> files) {
        List<String> findings = new ArrayList<>();
        for (SourceFile file : files) {
            checkLines(file, findings::add);
            checkTestAsserts(file, findings::add);
        }
        checkPackageInfos(files, findings::add);
        checkMethods(files.stream().filter(SourceFile::isJava).toList(), findings::add);
        return findings;
    }

    private static void checkLines(SourceFile file, Consumer<String> finding) {
        List<String> lines = file.lines();
        if (lines.size() > FILE_LINES_MAX) {
            finding.accept(file.path() + ": " + lines.size() + " lines, at most " + FILE_LINES_MAX);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String at = file.path() + ":" + (i + 1) + ": ";
            if (line.codePointCount(0, line.length()) > LINE_LENGTH_MAX) {
                finding.accept(at + "longer than " + LINE_LENGTH_MAX + " columns");
            }
            if (MARKER.matcher(line).find()) {
                finding.accept(at + "leftover marker");
            }
            if (SLEEP.matcher(line).find()) {
                finding.accept(at + "sleeps");
            }
        }
    }

    /** A class that declares tests asserts something somewhere. */
    private static void checkTestAsserts(SourceFile file, Consumer<String> finding) {
        boolean declaresTests = file.isTest() && TEST.matcher(file.text()).find();
        if (declaresTests && !ASSERTION.matcher(file.text()).find()) {
            finding.accept(file.path() + ": tests without an assertion");
        }
    }

    private static void checkPackageInfos(List<SourceFile> files, Consumer<String> finding) {
        Set<String> described = files.stream()
                .filter(file -> file.name().equals("package-info.java"))
                .map(SourceFile::inPackage)
                .collect(Collectors.toSet());
        Set<String> all = files.stream()
                .filter(SourceFile::isJava)
                .map(SourceFile::inPackage)
                .collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(described);
        all.forEach(name -> finding.accept("package " + name + ": no package-info.java"));
    }

    private static void checkMethods(List<SourceFile> files, Consumer<String> finding) {
        if (files.isEmpty()) {
            return;
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> objects =
                files.stream().<JavaFileObject>map(Text::new).toList();
        JavacTask task = (JavacTask) compiler.getTask(null, null, diagnostic -> {}, null, null, objects);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                new MethodLengths(unit, positions, finding).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Measures methods from their first line, annotations included, to the closing brace. */
    private static final class MethodLengths extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final Consumer<String> finding;
        private String type = "";

        MethodLengths(CompilationUnitTree unit, SourcePositions positions, Consumer<String> finding) {
            this.unit = unit;
            this.positions = positions;
            this.finding = finding;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            String outer = type;
            type = tree.getSimpleName().toString();
            super.visitClass(tree, null);
            type = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            LineMap map = unit.getLineMap();
            long start = positions.getStartPosition(unit, tree);
            long end = positions.getEndPosition(unit, tree);
            if (start >= 0 && end >= 0) {
                long lines = map.getLineNumber(end) - map.getLineNumber(start) + 1;
                if (lines > METHOD_LINES_MAX) {
                    String path = unit.getSourceFile().getName().replaceFirst("^/", "");
                    finding.accept(path + ": " + type + "." + tree.getName() + " has " + lines + " lines, at most "
                            + METHOD_LINES_MAX);
                }
            }
            return super.visitMethod(tree, null);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(SourceFile file) {
            super(URI.create("string:///" + file.path()), Kind.SOURCE);
            this.text = file.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
