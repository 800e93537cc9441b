@echo off
rem The toolkit in Windows, without make:  报告 check AGENCY=luolong YEAR=2024
rem In a checkout it makes .venv from the locked requirements, once; elsewhere it uses the installed annual-report.
setlocal
for /f "tokens=2 delims=:" %%c in ('chcp') do set "CODEPAGE=%%c"
chcp 65001 >nul
set PYTHONUTF8=1
set "ANNUAL_REPORT_CALLED_AS=%~n0"
rem A share of the network (\\server\share) has no letter of its own; pushd gives it one for the while.
pushd "%~dp0"
if not exist pyproject.toml goto installed
if exist .venv\ready goto checkout
where py >nul 2>nul && (set "PY=py -3") || (set "PY=python")
%PY% -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" 2>nul
if errorlevel 1 (
  echo 需要 Python 3.11-3.13：请从 python.org 安装，安装时勾选 Add python.exe to PATH
  pause
  exit /b 2
)
echo 首次运行：正在安装到 .venv，约几分钟 ...
%PY% -m venv --clear .venv || goto failed
.venv\Scripts\python -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r requirements.txt || goto failed
.venv\Scripts\python -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable . || goto failed
type nul > .venv\ready
:checkout
set "RUN=.venv\Scripts\python -m annual_report"
goto run
:installed
set "RUN=annual-report"
where annual-report >nul 2>nul
if errorlevel 1 (
  echo 没有安装 annual-report：请先运行 py -m pip install "安装包.whl[desk,import,table]"
  pause
  exit /b 2
)
:run
rem A value with an equals sign would be parted at it: the whole line is handed on as it was typed.
if "%~1"=="" (
  %RUN% --help
  pause
  exit /b 0
)
%RUN% %*
set "CODE=%errorlevel%"
popd
rem Other programs in this window go on in their own code page.
chcp %CODEPAGE% >nul
exit /b %CODE%
:failed
echo 安装没有完成：请检查网络后再运行一次
pause
exit /b 2
