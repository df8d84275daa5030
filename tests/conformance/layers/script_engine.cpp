#include "tests/conformance/layers/script_engine.h"

#include "tests/conformance/layers/comparison.h"

#include <QCoreApplication>
#include <QFile>
#include <QObject>

#include <cctype>

namespace tp::conformance {

namespace {

/// What the prelude calls. Errors of the engine become errors of the script.
class Bridge : public QObject {
    Q_OBJECT

public:
    Bridge(QJSEngine& engine, const ScriptFunctions& functions)
        : m_engine(&engine)
        , m_functions(&functions) {}

    Q_INVOKABLE QJSValue call(const QString& name, const QJSValue& arguments) {
        try {
            const auto found = m_functions->find(name.toStdString());
            if (found != m_functions->end())
                return found->second(elementsOf(arguments));
            raise("stumbled", "the prelude calls " + name.toStdString());
        } catch (const Error& error) {
            raise("refused", error.what());
        } catch (const Inexpressible& problem) {
            raise("inexpressible", problem.reason);
        } catch (const Difference& difference) {
            raise("stumbled", difference.what);
        } catch (const ScriptFailure& failure) {
            m_engine->throwError(failure.error);
        } catch (const std::exception& error) {
            raise("stumbled", error.what());
        }
        return {};
    }

private:
    void raise(const QString& kind, const std::string& message) {
        QJSValue error =
            m_engine->newErrorObject(QJSValue::GenericError, QString::fromStdString(message));
        error.setProperty("$kind", kind);
        m_engine->throwError(error);
    }

    QJSEngine* m_engine;
    const ScriptFunctions* m_functions;
};

void makeApplication() {
    static int count = 1;
    static char name[] = "conformance";
    static char* arguments[] = {name, nullptr};
    if (!QCoreApplication::instance())
        static const QCoreApplication kApplication(count, arguments);
}

QString preludeText() {
    QFile file(TP_PRELUDE);
    check(file.open(QIODevice::ReadOnly), "There is no %1.", TP_PRELUDE);
    return QString::fromUtf8(file.readAll());
}

ScriptEnd endOf(const QJSValue& error) {
    const QString kind = error.property("$kind").toString();
    const std::string message = error.property("message").toString().toStdString();
    if (kind == "refused")
        return {ScriptEnd::Kind::Refused, message, {}};
    if (kind == "inexpressible")
        return {ScriptEnd::Kind::Inexpressible, message, {}};
    return {
        ScriptEnd::Kind::Stumbled,
        error.toString().toStdString() + " at line " +
            error.property("lineNumber").toString().toStdString() + " of " +
            error.property("fileName").toString().toStdString(),
        {}};
}

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$';
}

} // namespace

struct ScriptEngine::State {
    QJSEngine engine;
    ScriptValues values{engine};
    ScriptFunctions functions;
    Bridge bridge{engine, functions};
    QJSValue prelude;
};

ScriptEngine::ScriptEngine() {
    makeApplication();
    m_state = std::make_unique<State>();
    addTensorFunctions(m_state->functions, m_state->values);
    addLayerFunctions(m_state->functions, m_state->values);
    addModelFunctions(m_state->functions, m_state->values);
    addTrainingFunctions(m_state->functions, m_state->values);
    addSavingFunctions(m_state->functions, m_state->values);
    QJSEngine::setObjectOwnership(&m_state->bridge, QJSEngine::CppOwnership);
    const QJSValue make = m_state->engine.evaluate(preludeText(), TP_PRELUDE);
    m_state->prelude =
        make.isError() ? make : QJSValue(make).call({m_state->engine.newQObject(&m_state->bridge)});
    const QJSValue& prelude = m_state->prelude;
    check(
        !prelude.isError(),
        "prelude.js, line %1: %2",
        prelude.property("lineNumber").toInt(),
        prelude.toString().toStdString());
}

ScriptEngine::~ScriptEngine() = default;

ScriptEnd ScriptEngine::call(const std::string& function, QJSValue& result) {
    const QString code = QString::fromStdString("(" + withoutWaiting(function) + ")");
    const QJSValue callable = m_state->engine.evaluate(code, "script");
    if (callable.isError())
        return endOf(callable);
    result = QJSValue(callable).call({m_state->prelude.property("tf")});
    if (result.isError())
        return endOf(result);
    return {};
}

ScriptEnd ScriptEngine::run(const std::string& body) {
    QJSValue result;
    ScriptEnd end = call("function (tf) {" + body + "\n}", result);
    if (end.kind != ScriptEnd::Kind::Returned)
        return end;
    const QJSValue text = m_state->prelude.property("textOf").call({result});
    if (text.isError())
        return endOf(text);
    if (text.isString())
        end.value = RecordedJson::parse(text.toString().toStdString());
    return end;
}

ModelPointer ScriptEngine::build(const std::string& function) {
    QJSValue result;
    const ScriptEnd end = call(function, result);
    expectThat(end.kind == ScriptEnd::Kind::Returned, "js.build: %1", end.message);
    const QJSValue number = m_state->prelude.property("idOf").call({result});
    expectThat(number.toInt() >= 0, "js.build: it returns no model");
    auto model = std::dynamic_pointer_cast<Model>(m_state->values.layer(number));
    expectThat(model != nullptr, "js.build: it returns no model");
    return model;
}

std::string withoutWaiting(const std::string& script) {
    std::string plain;
    for (std::size_t i = 0; i < script.size();) {
        const char c = script[i];
        if (c == '\'' || c == '"' || c == '`') {
            std::size_t end = i + 1;
            while (end < script.size() && script[end] != c)
                end += script[end] == '\\' ? 2 : 1;
            end = std::min(end + 1, script.size());
            plain += script.substr(i, end - i);
            i = end;
        } else if (isWordCharacter(c)) {
            std::size_t end = i;
            while (end < script.size() && isWordCharacter(script[end]))
                ++end;
            const std::string word = script.substr(i, end - i);
            if (word != "async" && word != "await")
                plain += word;
            i = end;
        } else {
            plain += c;
            ++i;
        }
    }
    return plain;
}

} // namespace tp::conformance

#include "script_engine.moc"
